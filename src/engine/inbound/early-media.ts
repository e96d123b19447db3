// SPDX-License-Identifier: GPL-2.0-or-later
// How is something said before the answer? PROGRESS with sound in band, and only what ends before the exchange's patience does.

import type { TrunkLeg } from '../../call/index.js';
import { BEFORE_T301, BEFORE_T310 } from '../../config/index.js';
import type { Duration } from '../../kernel/index.js';

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
