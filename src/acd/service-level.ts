// SPDX-License-Identifier: GPL-2.0-or-later
// How well is a queue served? Counts of calls, and the figures that are made of them. Callbacks are counted apart.

import type { Duration } from '../kernel/index.js';

/** What became of a queue's calls since the start. */
export interface QueueTally {
  readonly enqueued: number;
  readonly answered: number;
  /** Answered within the service level's time. */
  readonly answeredInTime: number;
  readonly abandoned: number;
  readonly overflowed: number;
  /** Customers of callbacks who were answered. */
  readonly callbacks: number;
  /** Sum of the waits of answered calls. */
  readonly waited: Duration;
}

export const NO_CALLS_YET: QueueTally = {
  enqueued: 0,
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  overflowed: 0,
  callbacks: 0,
  waited: 0,
};

/** Answered in time of answered and abandoned, 0 to 1; 1 when there was no call. */
export function serviceLevel({ answeredInTime, answered, abandoned }: QueueTally): number {
  const ended = answered + abandoned;
  return ended === 0 ? 1 : answeredInTime / ended;
}

/** Mean wait of answered calls. */
export function averageSpeedOfAnswer({ waited, answered }: QueueTally): Duration {
  return answered === 0 ? 0 : waited / answered;
}
