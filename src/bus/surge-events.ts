// SPDX-License-Identifier: GPL-2.0-or-later
// What can happen in a wave? Surges that begin and end, by their thresholds or by hand, and what callers wish who were promised a callback.

import type { Instant } from '../kernel/index.js';

export interface SurgeEvents {
  'surge.on': SurgeFacts;
  'surge.off': SurgeFacts;
  /** Somebody switched the surge by hand, whatever its thresholds say. */
  'surge.said': {
    readonly is: 'on' | 'off' | 'byThresholds';
    readonly until?: Instant;
    readonly by?: string;
    /** Nothing: of all of them. */
    readonly accessNumber?: string;
  };
  /** Whether a caller from outside has heard what was said to him before the answer. */
  'lines.earlyMediaTested': { readonly group: string; readonly outcome: 'heard' | 'notHeard' };
  /** Asked after the promise, he pressed a key: when he wants to be called, if at all. */
  'promise.wished': {
    readonly call: string;
    readonly request: string;
    readonly wish: 'today' | 'tomorrow' | 'doNotCall';
  };
}

interface SurgeFacts {
  readonly utilisation: number;
  readonly busy: number;
  readonly inService: number;
  readonly share: number;
  /** The trunk group, and the access number where it has thresholds of its own. */
  readonly group?: string;
  readonly accessNumber?: string;
}
