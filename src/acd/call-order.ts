// SPDX-License-Identifier: GPL-2.0-or-later
// Which waiting call is served first? Pairs of a call and one of its queues, in their order at an instant.

import type { Instant } from '../kernel/index.js';

/** A call's place among others. */
export interface Place {
  /** Higher goes first. */
  readonly priority: number;
  readonly enqueuedAt: Instant;
  /** Who came into the queues first: it decides at equal times. */
  readonly seq: number;
  /** The place of the queue in the call's own list. */
  readonly nth: number;
}

/** How calls are put in order. */
export interface CallOrder {
  /** Whether two calls may change order as time goes by. */
  readonly ages: boolean;
  /**
   * Negative: `a` is served before `b`. Of two calls of one priority the one with the lower (enqueuedAt, seq) must go first at every `now`:
   * an order may let priority grow with age, but not turn round who came first.
   */
  compare(a: Place, b: Place, now: Instant): number;
}

/** Priority, then who has waited longest, then who came first, then the call's own list. */
export const byPriority: CallOrder = {
  ages: false,
  compare: (a, b) => b.priority - a.priority || a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || a.nth - b.nth,
};
