// SPDX-License-Identifier: GPL-2.0-or-later
// How well is a queue served? Counts of calls, of which report/ makes the figures. Callbacks are counted apart.

import type { Destination } from '../config/index.js';
import type { Duration } from '../kernel/index.js';
import type { WaitingKind } from './waiting-machine.js';

/** What became of a queue's calls since the start. */
export interface QueueTally {
  readonly enqueued: number;
  readonly answered: number;
  /** Answered within the service level's time. */
  readonly answeredInTime: number;
  readonly abandoned: number;
  /** Gave up within the service level's time. */
  readonly abandonedInTime: number;
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
  abandonedInTime: 0,
  overflowed: 0,
  callbacks: 0,
  waited: 0,
};

/** How a call stopped waiting, and after how long. */
export interface Ending {
  readonly how: 'answered' | 'abandoned' | 'removed' | 'overflowed';
  readonly waited: Duration;
  /** Where it goes, if not where its queue sends those who have waited too long. */
  readonly to?: Destination;
}

/** The counts after a call's end; `within`: the service level's time. A call that was taken out counts as one that never came to an end. */
export function tallied(tally: QueueTally, kind: WaitingKind, { how, waited }: Ending, within: Duration): QueueTally {
  if (kind === 'callback') return how === 'answered' ? more(tally, { callbacks: 1 }) : tally;
  const inTime = waited <= within ? 1 : 0;
  switch (how) {
    case 'answered':
      return more(tally, { answered: 1, answeredInTime: inTime, waited });
    case 'abandoned':
      return more(tally, { abandoned: 1, abandonedInTime: inTime });
    case 'overflowed':
      return more(tally, { overflowed: 1 });
    case 'removed':
      return tally;
  }
}

/** So many more of each. Written out: it is done for each call twice. */
export function more(tally: QueueTally, by: Partial<QueueTally>): QueueTally {
  return {
    enqueued: tally.enqueued + (by.enqueued ?? 0),
    answered: tally.answered + (by.answered ?? 0),
    answeredInTime: tally.answeredInTime + (by.answeredInTime ?? 0),
    abandoned: tally.abandoned + (by.abandoned ?? 0),
    abandonedInTime: tally.abandonedInTime + (by.abandonedInTime ?? 0),
    overflowed: tally.overflowed + (by.overflowed ?? 0),
    callbacks: tally.callbacks + (by.callbacks ?? 0),
    waited: tally.waited + (by.waited ?? 0),
  };
}
