// SPDX-License-Identifier: GPL-2.0-or-later
// Which promise is kept next, and may it be kept now? Order, calling window, limits per number.

import { isOpen, nextOpening, timeOn } from '../dialling/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { CallbackState } from './callback-state.js';
import { exhausted } from './retry.js';
import type { CallbackSettings } from './settings.js';

/** When SETUPs to a number were sent. */
export type CallTimes = readonly Instant[];

/** What the clock and the calendar say to all requests alike; looked up once for many of them. */
export interface CallingTime {
  readonly at: Instant;
  /** The day's beginning where the calendar is. */
  readonly today: Instant;
  readonly window: 'open' | 'promisedToday' | 'closed';
}

/**
 * What may be called at `now`, which is `now + ahead` in the calendar (see `Clock.utc`). After the day's last hours, promises of
 * the same day go on until `promisedTodayUntil`.
 */
export function callingTime(settings: CallbackSettings, now: Instant, ahead: Duration = 0): CallingTime {
  const { at, today, window } = inCalendar(settings, now + ahead);
  return { at: at - ahead, today: today - ahead, window };
}

function inCalendar({ window, promisedTodayUntil }: CallbackSettings, at: Instant): CallingTime {
  const today = timeOn(window.zone, at, '00:00');
  if (isOpen(window, at)) return { at, today, window: 'open' };
  if (promisedTodayUntil === undefined || at >= timeOn(window.zone, at, promisedTodayUntil)) {
    return { at, today, window: 'closed' };
  }
  // The rest at noon stays a rest, and a holiday a holiday: only what follows the last hours is made longer.
  const openedToday = (nextOpening(window, today) ?? at) < at;
  const opensAgain = (nextOpening(window, at) ?? Number.POSITIVE_INFINITY) < timeOn(window.zone, at, '24:00');
  return { at, today, window: openedToday && !opensAgain ? 'promisedToday' : 'closed' };
}

/** Whether a request may be called now: open, due, in the window, and its number not called too often. */
export function mayCall({ request, phase, settings }: CallbackState, calls: CallTimes, time: CallingTime): boolean {
  if (phase.name !== 'open' || request.due > time.at || request.expiresAt <= time.at) return false;
  return (
    isInWindow(request, time) && exhausted(request, settings) === undefined && withinLimits(settings, calls, time.at)
  );
}

/** Whether the calling window is open for it. */
export function isInWindow({ enqueuedAt }: CallbackState['request'], { window, today }: CallingTime): boolean {
  return window === 'open' || (window === 'promisedToday' && enqueuedAt >= today);
}

/** Its place among those that may be called: that of its first call, and before it what its grade, its priority and its calls are worth. */
export function placeOf({ request, settings: { priority } }: Pick<CallbackState, 'request' | 'settings'>): Instant {
  const { enqueuedAt, grade, wants, captures } = request;
  const again = Math.max(0, captures - 1) * priority.again;
  return enqueuedAt - grade * priority.grade - (wants?.priority ?? 0) * priority.point - again;
}

/** Whether one more SETUP at `at` leaves every limit of its number kept. */
export function withinLimits({ perNumber }: CallbackSettings, calls: CallTimes, at: Instant): boolean {
  return perNumber.every((limit) => calls.filter((call) => at - call < limit.within).length < limit.calls);
}

/** When one more SETUP leaves every limit of its number kept, if none is sent until then. */
export function freeAt({ perNumber }: CallbackSettings, calls: CallTimes): Instant {
  if (calls.length === 0) return 0;
  const latest = [...calls].sort((a, b) => b - a);
  const ends = perNumber.map(({ calls: most, within }) => {
    const oldest = latest[most - 1]; // the one that must be out of the window
    return oldest === undefined ? 0 : oldest + within;
  });
  return Math.max(0, ...ends);
}
