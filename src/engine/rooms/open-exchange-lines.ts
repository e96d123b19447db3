// SPDX-License-Identifier: GPL-2.0-or-later
// Which analog lines has the box, and how are they as the configuration says?

import { type Config, exchangeOf, spansOf } from '../../config/index.js';
import { ExchangeLines, type LineSettings } from '../../fxo/index.js';
import type { Clock } from '../../kernel/index.js';
import { type MediaPort, planOf, toneZone, zoneOf } from '../../native/index.js';

/** The lines over an engine; none without an FXO port: then facts and commands need not go through anything. */
export function openExchangeLines(media: MediaPort, config: Config, clock: Clock): ExchangeLines | undefined {
  if (media.channels.every(({ kind }) => kind !== 'fxo')) return undefined;
  const spans = new Map(spansOf(config).map((span) => [span.name, span]));
  const settings = (name: string, port: number): Partial<LineSettings> => {
    const span = spans.get(name);
    if (span?.kind !== 'analog') return {};
    return { digitOn: span.dtmf.on, digitOff: span.dtmf.off, ...exchangeOf(span, port) };
  };
  const tones = planOf(toneZone(zoneOf(config.country))).map(({ tone }) => tone);
  return new ExchangeLines(media, clock, { settings, tones });
}
