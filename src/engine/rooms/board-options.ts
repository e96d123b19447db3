// SPDX-License-Identifier: GPL-2.0-or-later
// Which engine does a configuration ask for? The board's part of the file as the native engine takes it; pure.

import {
  type BoardConfig,
  type Config,
  type DahdiSpanConfig,
  type DtmfConfig,
  echoCancellerOf,
  type SpanConfig,
  spansOf,
} from '../../config/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { LinesOptions } from '../../line/index.js';
import type {
  BankRinging,
  BoardOptions,
  DahdiSpan,
  DtmfOptions,
  EngineOptions,
  FlashTimes,
  SignallingSpan,
  VirtualSpan,
} from '../../native/index.js';

/** Ring and pause of zone cn. */
const RING_CADENCE: readonly Duration[] = [1_000, 4_000];

/**
 * Options of the native engine that starts at `startedAt`. `stepped`: run by `step()` (tests, lock-step runs). `usual`: how telephones
 * ring in the country.
 */
export function engineOptions(
  { boards, dtmf }: Pick<Config, 'boards' | 'dtmf'>,
  stepped: boolean,
  startedAt: Instant,
  usual: readonly Duration[] = RING_CADENCE,
): EngineOptions {
  const signalling = spansOf({ boards }).flatMap((span) => signallingOf(span, startedAt));
  const flashes = spansOf({ boards }).flatMap(flashesOf);
  const ringing = spansOf({ boards }).flatMap((span) => ringingOf(span, usual));
  const options = { signalling, flashes, ringing, stepped, dtmf: dtmfOptions(dtmf) };
  return { boards: boards.map((board) => boardOf(board, stepped)), ...options };
}

function boardOf(board: BoardConfig, stepped: boolean): BoardOptions {
  if (board.type === 'dahdi') return { type: 'dahdi', spans: board.spans.map(dahdiSpan) };
  return { type: 'virtual', spans: board.spans.map(virtualSpan), waitForPeers: board.waitForPeers || stepped };
}

/** The spans and trunk groups of the box. */
export function linesOptions({ boards, trunkGroups }: Config): LinesOptions {
  return {
    spans: spansOf({ boards }).map((span) => ({
      name: span.name,
      restartAtStart: span.kind === 'e1' && span.signalling.restartAtStart,
    })),
    trunkGroups: trunkGroups.map(({ name, spans: members, slots, order }) => ({
      name,
      spans: members,
      order,
      ...(slots && { slots }),
    })),
  };
}

function virtualSpan(span: Extract<BoardConfig, { type: 'virtual' }>['spans'][number]): VirtualSpan {
  const { name, carrier } = span;
  if (span.kind === 'e1') return { name, kind: 'e1', carrier, dSlot: span.dSlot };
  return { name, kind: 'analog', carrier, side: sideOf(span), ports: span.count };
}

function dahdiSpan(span: DahdiSpanConfig): DahdiSpan {
  const { name, kind, channels } = span;
  const echoMs = channels.map((channel) => ECHO_MS[echoCancellerOf(span, channel)]);
  if (kind === 'e1') return { name, kind, channels, dChannel: span.dChannel, echoMs };
  return { name, kind, channels, side: sideOf(span), echoMs };
}

/** What the box is on these lines. */
const sideOf = ({ ports }: { readonly ports: 'fxs' | 'fxo' }) => (ports === 'fxs' ? 'station' : 'telephone');

/** How its telephones flash. */
function flashesOf(span: SpanConfig): FlashTimes[] {
  if (span.kind !== 'analog' || span.ports !== 'fxs') return [];
  return [{ span: span.name, leastMs: span.flash.least, mostMs: span.flash.most }];
}

function ringingOf(span: SpanConfig, usual: readonly Duration[]): BankRinging[] {
  if (span.kind !== 'analog' || span.ports !== 'fxs') return [];
  return [{ span: span.name, cadenceMs: cadenceOf(span, usual), most: span.ringing.most }];
}

/** How the telephones of a bank ring: as the file says, else as is usual, where that has a pause at its end and is not too odd. */
export function cadenceOf(
  span: SpanConfig | undefined,
  usual: readonly Duration[] = RING_CADENCE,
): readonly Duration[] {
  const own = span?.kind === 'analog' ? span.ringing.cadence : undefined;
  const known = usual.length % 2 === 0 && usual.length >= 2 && usual.length <= 6;
  return own ?? (known && usual.every((step) => step >= 100 && step <= 10_000) ? usual : RING_CADENCE);
}

const ECHO_MS = { off: 0, '16ms': 16, '32ms': 32, '64ms': 64 } as const;

function dtmfOptions({ profile, letters, minimumOn, minimumOff }: DtmfConfig): DtmfOptions {
  return {
    profile,
    letters,
    ...(minimumOn !== undefined && { minimumOnMs: minimumOn }),
    ...(minimumOff !== undefined && { minimumOffMs: minimumOff }),
  };
}

/** Call references are used up at start to begin with another one: a few milliseconds for so many. */
const REFERENCES = 16_000;
const STRIDE = 9_887; // starts within a minute are far from each other

function signallingOf(span: SpanConfig, startedAt: Instant): SignallingSpan[] {
  if (span.kind !== 'e1') return [];
  const { overlapTimeout, automaticProceeding, restartLimit, ...rest } = span.signalling;
  const timers = {
    overlapTimeoutMs: overlapTimeout,
    automaticProceedingMs: automaticProceeding,
    restartLimitMs: restartLimit,
  };
  const firstReference = 1 + ((Math.floor(startedAt / 1_000) * STRIDE) % REFERENCES);
  return [{ span: span.name, ...rest, ...timers, firstReference }];
}
