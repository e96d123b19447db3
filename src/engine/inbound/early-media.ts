// SPDX-License-Identifier: GPL-2.0-or-later
// How is something said before the answer? PROGRESS with sound in band, and only what ends before the exchange's patience does.

import type { TrunkLeg } from '../../call/index.js';
import type { Duration } from '../../kernel/index.js';

/**
 * Q.931 table 9-1, network side: T310 runs for 10 s after CALL PROCEEDING, T301 for 3 min or more after ALERTING. What is said ends
 * before they do, with a margin for exchanges that count a little faster.
 */
const BEFORE_T310: Duration = 8_500;
const BEFORE_T301: Duration = 170_000;

/**
 * Opens the way for sound before the answer, when it is called; undefined: what is to be said is too long for it. A prompt that would
 * outlast T310 is preceded by ALERTING, which stops it.
 */
export function announceUnanswered(leg: TrunkLeg, { length }: { readonly length: Duration }): (() => void) | undefined {
  if (length > BEFORE_T301) return undefined;
  return () => {
    if (length > BEFORE_T310) leg.alert({ inBand: true });
    leg.sendProgress({ inBand: true });
  };
}
