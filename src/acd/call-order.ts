// SPDX-License-Identifier: GPL-2.0-or-later
// Which waiting call is served first? Pairs of a call and one of its queues, in their order at an instant.

import type { Duration, Instant } from '../kernel/index.js';

/** A call's place among others. */
export interface Place {
  /** Higher goes first. */
  readonly priority: number;
  /** The queue's: added to the priority of all its calls. */
  readonly weight: number;
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
   * Negative: `a` is served before `b`. Of two calls of one priority and weight the one with the lower (enqueuedAt, seq) must go first at
   * every `now`: an order may let priority grow with age, but not turn round who came first.
   */
  compare(a: Place, b: Place, now: Instant): number;
  /**
   * What `compare` goes by first, and then: of each the lesser is served first. Told where two numbers of a call say so at every instant;
   * calls that are equal in both are compared.
   */
  readonly keys?: { first(place: Place): number; second(place: Place): number };
}

const MINUTE: Duration = 60_000;

/**
 * By score, then who has waited longest, then who came first, then the call's own list. The score at an instant is priority, the queue's
 * weight, and `ageing` points for each minute since `enqueuedAt`. All calls age alike, so the difference of two scores is the same at every
 * instant: they are compared by what they are at the beginning of time, in whole milliseconds x points, and no order ever changes by itself.
 */
export function byScore(ageing: number): CallOrder {
  const score = ({ priority, weight, enqueuedAt }: Place) =>
    (priority + weight) * MINUTE - ageing * Math.floor(enqueuedAt);
  return {
    ages: false,
    compare: (a, b) => {
      const [ofA, ofB] = [score(a), score(b)];
      if (ofA !== ofB) return ofA > ofB ? -1 : 1;
      if (a.enqueuedAt !== b.enqueuedAt) return a.enqueuedAt < b.enqueuedAt ? -1 : 1;
      return a.seq - b.seq || a.nth - b.nth;
    },
    keys: { first: (place) => -score(place), second: ({ enqueuedAt }) => enqueuedAt },
  };
}

/** Without ageing: calls of a higher priority go first however long others have waited. */
export const byPriority: CallOrder = byScore(0);

/**
 * The priority and time of a call that is before all in the queues of which these are the first; undefined: there are none. In each of its
 * queues the weight is the same for all: it is before them if it is so without.
 */
export function placeBefore(
  firsts: readonly Place[],
  order: CallOrder,
  now: Instant,
): Pick<Place, 'priority' | 'enqueuedAt'> | undefined {
  const [first] = firsts.map((place) => ({ ...place, weight: 0 })).sort((a, b) => order.compare(a, b, now));
  return first && { priority: first.priority, enqueuedAt: first.enqueuedAt - 1 };
}
