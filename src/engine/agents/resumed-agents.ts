// SPDX-License-Identifier: GPL-2.0-or-later
// Who was signed in when the box stopped, and is he still at work? After a short stop he goes on as he was; after a night he has gone home.

import type { SumsBefore } from '../../acd/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { LeftAgent } from '../../store/index.js';

const SAME_SHIFT: Duration = 12 * 3_600_000;

/** Whether he goes on working at `now`. */
export function goesOn({ stoppedAt }: LeftAgent, now: Instant): boolean {
  return now - stoppedAt <= SAME_SHIFT;
}

const AT_WORK = ['ready', 'ringing', 'talking', 'wrapUp', 'notReady', 'reserved', 'busy'];

/**
 * What he had done by then since he signed in, or since midnight if that was later. Idle lasts until a call is answered; who was kept for a
 * callback, or used his telephone, out of a break or his wrap-up was not idle. The time in which the box stood still is nobody's.
 */
export function sumsBefore({ stays }: Pick<LeftAgent, 'stays'>, midnight: Instant): SumsBefore {
  const sums = { signedIn: 0, handled: 0, talked: 0, idled: 0 };
  let isIdle = false;
  for (const { state, from, to } of stays) {
    const lasted = Math.max(0, to - Math.max(from, midnight));
    if (state === 'ready') isIdle = true;
    else if (state !== 'ringing' && state !== 'reserved' && state !== 'busy') isIdle = false;
    if (AT_WORK.includes(state)) sums.signedIn += lasted;
    if (isIdle) sums.idled += lasted;
    if (state !== 'talking') continue;
    sums.talked += lasted;
    if (from >= midnight) sums.handled++;
  }
  return sums;
}
