// SPDX-License-Identifier: GPL-2.0-or-later
// What does the file leave out? Defaults that depend on the rest of it.

import type { Config, DahdiSpanConfig, SpanConfig, StationConfig, TrunkGroupConfig, WrittenConfig } from './schema.js';
import { schema } from './schema.js';
import { toldOf } from './telephone-schema.js';

const FIRST_STATION = 801;

/** Whether a span leads towards the exchange: an E1, or FXO ports. */
export function isTrunk(span: SpanConfig): boolean {
  return span.kind === 'e1' || span.ports === 'fxo';
}

/** How many ports or B-channels a span has. */
export function channelCount(span: SpanConfig): number {
  if ('channels' in span) return span.channels.length;
  return span.kind === 'analog' ? span.count : 30;
}

/** How many channels the box has towards the exchange: B-channels of E1s and FXO ports, which are the same to utilisation and reports. */
export function trunkChannelCount(of: Pick<Config, 'boards'>): number {
  const trunks = spansOf(of).filter(isTrunk);
  return trunks.reduce((sum, span) => sum + channelCount(span), 0);
}

/** What a card's channel has for its echo: its own, or that of its span. */
export function echoCancellerOf({ echoCanceller, exceptions }: DahdiSpanConfig, channel: number) {
  return exceptions.find(({ channels }) => channels.includes(channel))?.echoCanceller ?? echoCanceller;
}

/** The spans of all boards, in their order. */
export function spansOf({ boards }: Pick<Config, 'boards'>): readonly SpanConfig[] {
  return boards.flatMap(({ spans }): readonly SpanConfig[] => spans);
}

/** Fills in the trunk group of all spans towards the exchange, and the stations on every port of the banks. */
export function resolve(written: WrittenConfig): Config {
  const boards = written.boards ?? (written.board ? [written.board] : []);
  const spans = spansOf({ boards });
  const trunkGroups = written.trunkGroups.length > 0 ? written.trunkGroups : everyTrunk(spans);
  const named = written.stations.length > 0 ? written.stations : everyPort(spans);
  const stations = named.map((station) => {
    const bank = spans.find(({ name }) => name === station.span);
    return { ...station, ...toldOf(station, bank, written.country) };
  });
  return { ...written, boards, trunkGroups, stations };
}

function everyTrunk(spans: readonly SpanConfig[]): TrunkGroupConfig[] {
  const names = [...new Set(spans.filter(isTrunk).map((span) => span.name))]; // two of one name are told by check
  return names.length > 0 ? [schema.shape.trunkGroups.unwrap().element.parse({ name: 'trunks', spans: names })] : [];
}

function everyPort(spans: readonly SpanConfig[]): StationConfig[] {
  const ports = spans
    .filter((span) => !isTrunk(span))
    .flatMap((span) =>
      Array.from({ length: channelCount(span) }, (_, index) => ({ span: span.name, port: index + 1 })),
    );
  const { element } = schema.shape.stations.unwrap();
  return ports.map((port, index) => element.parse({ number: String(FIRST_STATION + index), ...port }));
}
