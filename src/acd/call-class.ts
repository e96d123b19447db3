// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls of a queue are alike? Those that need the same, have the same priority and are as far with their offers.

import type { InHeap, SortedList } from '../kernel/index.js';
import type { Place } from './call-order.js';
import type { Need, Profile } from './needs.js';
import type { Seat } from './people.js';
import type { QueueIndex } from './queue-index.js';

export const NO_LIMIT = Number.POSITIVE_INFINITY;

/** A call's stay in one of its queues. */
export interface Entry extends Place {
  readonly call: string;
  readonly queue: string;
  readonly needs: readonly Need[];
  readonly profile: Profile;
  /** Seats above this penalty are not for it; undefined: all are. */
  readonly penalty: number | undefined;
  weight: number;
  /** Only this agent will do. */
  readonly only: string | undefined;
  /** Equal for calls that differ in nothing but the time of their coming and in what is out for them. */
  readonly key: string;
  /** How often it has been offered. */
  offered: number;
  /** Nobody of a higher penalty is asked: those who are being rung for it have this one. */
  limit: number;
  /** While it can be offered; otherwise it is only among those who wait. */
  inClass: CallClass | undefined;
}

/** The order of calls within a class, or of any calls of one queue and priority: it never changes. */
export const orderOfClass = (a: Entry, b: Entry) => a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || a.nth - b.nth;

/** Calls of a queue that differ in nothing but the time of their coming and the number of their offers. Inside it the order never changes, so only the first is compared. */
export interface CallClass extends InHeap {
  readonly queue: QueueIndex;
  readonly entries: SortedList<Entry>;
  /** The first of them. */
  head: Entry;
  readonly profile: Profile;
  /** Seats above this penalty are not for these calls: the lower of their own and of those who are being rung. */
  readonly limit: number;
  readonly only: string | undefined;
  /** Nobody who was idle when it was last looked at can take the first: only who becomes idle afterwards need be asked. */
  settled: boolean;
  /** In which round of its queue it was found that nobody can take the first. */
  passed: number;
  /** By which call it stands among the queue's classes in the order of their first calls. */
  listed: Entry | undefined;
}

/** Under which key the class of a call stands now. */
export function keyOf({ key, limit }: Entry): string {
  return limit === NO_LIMIT ? key : `${key} up to ${limit}`;
}

/** Whether an agent may be offered calls of this class. */
export function fits({ number, penalty }: Seat, { profile, limit }: Pick<CallClass, 'profile' | 'limit'>): boolean {
  return penalty <= limit && profile.allows(number);
}
