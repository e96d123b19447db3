// SPDX-License-Identifier: GPL-2.0-or-later
// With which board, spans and detectors is an engine opened?

import type { SpanKind } from './contract.js';
import type { DtmfOptions } from './media-port.js';
import type { PlannedTone } from './tone-zone.js';

/** A span of the virtual board. */
export interface VirtualSpan {
  readonly name: string;
  readonly kind: SpanKind;
  /** Analog ports; an E1 has 31 time slots. */
  readonly ports?: number;
  /** E1: the time slot of its D-channel, 1 to 31; default 16. */
  readonly dSlot?: number;
  /** Analog: `station` ports are FXS (we ring the telephones), `telephone` ports are FXO (we are the telephones). */
  readonly side?: 'station' | 'telephone';
  readonly carrier:
    | { readonly type: 'loop'; readonly peer: string }
    | { readonly type: 'listen' | 'connect'; readonly path: string };
}

/** A span of DAHDI channels. */
export interface DahdiSpan {
  readonly name: string;
  readonly kind: SpanKind;
  /** DAHDI channel numbers: E1 B-channels in the order of the slots; analog ports. */
  readonly channels: readonly number[];
  /** E1: the D-channel's number. */
  readonly dChannel?: number;
  readonly side?: 'station' | 'telephone';
  /**
   * The driver's echo canceller while a call is up: how many milliseconds it reaches back, of each of `channels` in turn; 0: off, as
   * for all by default. It does nothing on a channel that has none, and the driver does not tell.
   */
  readonly echoMs?: readonly (0 | 16 | 32 | 64)[];
}

export interface SignallingSpan {
  readonly span: string;
  readonly role: 'cpe' | 'network';
  readonly restartAtStart?: boolean;
  /** A channel whose RESTART was not acknowledged for so long goes into service with the next SETUP for it; default 120,000. */
  readonly restartLimitMs?: number;
  /** Q.931 call reference of our first call, 1 to 32,767; default 1. Not twice the same, or the far end may take new calls for old ones. */
  readonly firstReference?: number;
  readonly overlapReceiving?: boolean;
  readonly overlapDigits?: number;
  /** T302; default 15,000, as Q.931 has it. */
  readonly overlapTimeoutMs?: number;
  readonly automaticProceedingMs?: number;
}

/** How long the loop of a telephone is open when it flashes, at the ports of one bank. */
export interface FlashTimes {
  /** An analog span whose ports are telephones'. */
  readonly span: string;
  /** 70 ms or more; default 100. What is shorter is a pulse of the dial, or nothing. */
  readonly leastMs: number;
  /** More than `leastMs`, at most 2,000; default 800. What is longer is putting down. */
  readonly mostMs: number;
}

/** How the telephones of one bank ring. */
export interface BankRinging {
  /** An analog span whose ports are telephones'. */
  readonly span: string;
  /** Ring and pause in turn, 2, 4 or 6 steps of 100 to 10,000 ms. */
  readonly cadenceMs: readonly number[];
  /** So many ring at once at most, the others begin in their pauses; default: all. */
  readonly most?: number;
}

/** What is of one analog line's own. */
export interface OwnLine {
  readonly span: string;
  /** Its port, from 1. */
  readonly slot: number;
  /** How much louder it becomes on its way in, in dB: -20 to 20; default 0. */
  readonly receiveDb?: number;
  /** The same on its way out. */
  readonly sendDb?: number;
  /** Which of `otherTones` it hears, from 0; default: `tones`. */
  readonly plan?: number;
}

/** A board: at most 16 spans, whose names are unique over all boards. */
export type BoardOptions =
  | { readonly type: 'virtual'; readonly spans: readonly VirtualSpan[]; readonly waitForPeers?: boolean }
  | { readonly type: 'dahdi'; readonly spans: readonly DahdiSpan[] };

export interface EngineOptions {
  readonly board?: BoardOptions;
  /**
   * In place of `board`: up to 8 side by side, whose spans and channels are numbered through. The first card, else the
   * first board, keeps the time; audio of the others is later by a tick, and what their clocks part by is a slip of their spans.
   */
  readonly boards?: readonly BoardOptions[];
  readonly signalling: readonly SignallingSpan[];
  /** Banks whose telephones flash otherwise than is usual. */
  readonly flashes?: readonly FlashTimes[];
  /** Banks whose telephones ring otherwise than 1 s in 5 s, or not all at once. */
  readonly ringing?: readonly BankRinging[];
  /** How channels listen for digits that have no options of their own. */
  readonly dtmf?: DtmfOptions;
  /** A country's tones, which `hearTones` can ask for (`planOf` a tone zone). The special information tone and fax tones always can be heard. */
  readonly tones?: readonly PlannedTone[];
  /** Plans of lines whose exchange has tones of its own; at most 15. */
  readonly otherTones?: readonly (readonly PlannedTone[])[];
  /** Analog lines that are not as the others. */
  readonly lines?: readonly OwnLine[];
  /** Run by `step()` on the caller's thread instead of by threads (virtual board only). Sockets then go in lock-step. */
  readonly stepped?: boolean;
}
