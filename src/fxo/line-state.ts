// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said of an FXO line, and to it?

import type { Instant } from '../kernel/index.js';
import type { CallHandle, HeardTone } from '../native/index.js';
import type { HeardKeys, LineCaller } from './caller.js';
import type { LineSettings } from './settings.js';

/** What is wrong with a line; docs/faults.md says what to do about it. */
export type LineTrouble =
  | 'LINE_NO_BATTERY'
  | 'LINE_NO_DIAL_TONE'
  | 'LINE_IN_USE'
  | 'LINE_FALSE_RING'
  | 'CALLER_ID_DAMAGED';

interface Lasting {
  readonly settings: LineSettings;
  /** So often in turn it gave no dial tone. */
  readonly failures: number;
  /** The handle of the next call that comes. */
  readonly nextCall: CallHandle;
  /** Nobody tries it before. */
  readonly avoidUntil: Instant;
  readonly until?: Instant;
}

/** What is known of a call that comes. */
interface Coming {
  readonly caller?: LineCaller;
  readonly keys?: HeardKeys;
}

/** Where a line stands. */
export type LineState = Lasting &
  (
    | (Coming & { readonly name: 'resting' })
    | (Coming & { readonly name: 'rung'; readonly since: Instant; readonly burstAt?: Instant; readonly bursts: number })
    | { readonly name: 'offered'; readonly call: CallHandle; readonly burstAt?: Instant }
    | { readonly name: 'ringingOut'; readonly burstAt?: Instant }
    | { readonly name: 'seizing'; readonly call: CallHandle; readonly digits: string }
    | { readonly name: 'sending'; readonly call: CallHandle }
    | { readonly name: 'awaiting'; readonly call: CallHandle; readonly rang: boolean; readonly rings: boolean }
    | {
        readonly name: 'talking';
        readonly call: CallHandle;
        /** How the line has lain since the answer; undefined: it was never reversed. */
        readonly reversed?: boolean;
        readonly brokenAt?: Instant;
      }
    | { readonly name: 'guarded'; readonly next?: { readonly call: CallHandle; readonly digits: string } }
    /** Somebody measures it; until then at most. */
    | { readonly name: 'probed' }
    | { readonly name: 'dead' }
  );

/** What happens on it, and what the box wants. */
export type LineEvent =
  | { readonly type: 'voltage'; readonly on: boolean }
  | { readonly type: 'battery'; readonly present: boolean }
  | { readonly type: 'polarity'; readonly reversed: boolean }
  | { readonly type: 'dropped' }
  | { readonly type: 'caller'; readonly caller: LineCaller }
  | { readonly type: 'callerDamaged' }
  | { readonly type: 'key'; readonly key: string }
  | { readonly type: 'tone'; readonly tone: HeardTone }
  | { readonly type: 'toneEnded'; readonly tone: HeardTone }
  | { readonly type: 'speech' }
  | { readonly type: 'sent' }
  | { readonly type: 'dial'; readonly call: CallHandle; readonly digits: string }
  | { readonly type: 'answer'; readonly call: CallHandle }
  | { readonly type: 'clear'; readonly call: CallHandle; readonly cause: number }
  | { readonly type: 'flash' }
  | { readonly type: 'probe' }
  | { readonly type: 'probed' }
  | { readonly type: 'expired' };

/** What the line has to do, and what those above are told. */
export type LineEffect =
  | { readonly type: 'hook'; readonly off: boolean }
  | { readonly type: 'flash' }
  | { readonly type: 'dial'; readonly digits: string }
  | { readonly type: 'listen'; readonly for: 'caller' | 'dialTone' | 'answer' | 'end' }
  | { readonly type: 'trouble'; readonly code: LineTrouble }
  /** It gave a dial tone again. */
  | { readonly type: 'mended' }
  | { readonly type: 'offer'; readonly call: CallHandle; readonly caller: LineCaller; readonly since: Instant }
  | { readonly type: 'tell'; readonly news: 'proceeding' | 'alerting' | 'progress'; readonly call: CallHandle }
  | { readonly type: 'answered'; readonly call: CallHandle; readonly presumed: boolean }
  | { readonly type: 'cleared'; readonly call: CallHandle; readonly cause: number; readonly remote: boolean };
