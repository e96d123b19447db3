// SPDX-License-Identifier: GPL-2.0-or-later
// What is captured of a test's caller?

import type { Callbacks } from '../../src/callback/index.js';
import { normalise, PLAN_DEFAULTS } from '../../src/dialling/index.js';
import type { Instant } from '../../src/kernel/index.js';

/** A call of these digits, as the computer agent captures it. Throws when they are no number. */
export function capturedCall(
  call: string,
  digits: string,
  arrivedAt: Instant,
  how: { promised: boolean; queue?: string },
) {
  const number = normalise(digits, PLAN_DEFAULTS);
  if (number === undefined) throw new Error(digits);
  const { promised, queue = 'orders' } = how;
  const accessNumber = '4008880001';
  const source = 'callingNumber';
  return { call, number, queue, accessNumber, arrivedAt, source, promised } satisfies Parameters<
    Callbacks['capture']
  >[0];
}
