// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records of a time say of contacts and of queues? Sums, from which every figure is made.

import type { Disposition } from '../bus/index.js';
import type { Segment } from '../cdr/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { QueueCounts } from './figures.js';

/** From an instant to before another. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is looked at of a segment. */
export type Stay = Pick<Segment, 'leg' | 'kind' | 'queue' | 'agent' | 'fromAt' | 'toAt' | 'endReason'> & {
  readonly role: string;
};

/** What is looked at of a contact. */
export interface ContactEnd {
  readonly direction: string;
  readonly startedAt: Instant;
  readonly disposition: string | null;
  /** Why it was refused. */
  readonly reason?: string | null;
}

export const NOBODY_YET: QueueCounts = {
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  abandonedInTime: 0,
  overflowed: 0,
  waited: 0,
  gaveUpAfter: 0,
  longest: 0,
};

/** How a wait can end that counts; what is not here counts for nobody: he went elsewhere by our doing. */
export type WaitEnd = 'answered' | 'abandoned' | 'overflowed';

const COUNTED: Readonly<Record<string, WaitEnd>> = {
  answered: 'answered',
  abandoned: 'abandoned',
  overflowed: 'overflowed',
};

/** A wait that came to its end. */
export interface Wait {
  readonly queue: string;
  readonly how: WaitEnd;
  readonly endedAt: Instant;
  readonly waited: Duration;
}

/** The wait that a segment is, if it ended in a period and counts. */
export function waitOf({ kind, queue, fromAt, toAt, endReason }: Stay, period: Period): Wait | undefined {
  const how = COUNTED[endReason ?? ''];
  if (kind !== 'waiting' || queue === null || toAt === null || how === undefined || !isIn(toAt, period))
    return undefined;
  return { queue, how, endedAt: toAt, waited: toAt - fromAt };
}

/** Each queue's counts of the waits that ended in a period; `within`: the service level's time of a queue. */
export function queueCounts(
  segments: Iterable<Stay>,
  period: Period,
  within: (queue: string) => Duration,
): ReadonlyMap<string, QueueCounts> {
  const queues = new Map<string, QueueCounts>();
  for (const segment of segments) {
    const wait = waitOf(segment, period);
    if (wait === undefined) continue;
    const { queue, how, waited } = wait;
    queues.set(queue, counted(queues.get(queue) ?? NOBODY_YET, how, waited, within(queue)));
  }
  return queues;
}

/** Counts with one more wait in them. */
export function counted(counts: QueueCounts, how: WaitEnd, waited: Duration, within: Duration): QueueCounts {
  return addedCounts(counts, oneWait(how, waited, waited <= within ? 1 : 0));
}

/** Counts of one wait alone. */
function oneWait(how: WaitEnd, waited: Duration, inTime: 0 | 1): QueueCounts {
  const [answered, abandoned] = [how === 'answered' ? 1 : 0, how === 'abandoned' ? 1 : 0];
  return {
    answered,
    answeredInTime: answered * inTime,
    abandoned,
    abandonedInTime: abandoned * inTime,
    overflowed: how === 'overflowed' ? 1 : 0,
    waited: answered * waited,
    gaveUpAfter: abandoned * waited,
    longest: waited,
  };
}

/** Counts of other waits with these. */
export function addedCounts(one: QueueCounts, other: QueueCounts): QueueCounts {
  return {
    answered: one.answered + other.answered,
    answeredInTime: one.answeredInTime + other.answeredInTime,
    abandoned: one.abandoned + other.abandoned,
    abandonedInTime: one.abandonedInTime + other.abandonedInTime,
    overflowed: one.overflowed + other.overflowed,
    waited: one.waited + other.waited,
    gaveUpAfter: one.gaveUpAfter + other.gaveUpAfter,
    longest: Math.max(one.longest, other.longest),
  };
}

/** Inbound contacts and how they ended, one after the other: `offered` is always the sum of the rest. */
export class ContactTally {
  readonly #ended = new Map<string, number>();
  #offered = 0;
  #over = 0;

  /** So many contacts begin. */
  begin(count = 1): void {
    this.#offered += count;
  }

  /** So many of those that began end like this. */
  end(disposition: string, count = 1): void {
    this.#ended.set(disposition, this.of(disposition) + count);
    this.#over += count;
  }

  of(disposition: string): number {
    return this.#ended.get(disposition) ?? 0;
  }

  get offered(): number {
    return this.#offered;
  }

  get inProgress(): number {
    return this.#offered - this.#over;
  }

  /** By disposition, those that are 0 left out but `offered`. */
  get counts(): ReadonlyMap<string, number> {
    const open: [string, number][] = this.inProgress === 0 ? [] : [['inProgress', this.inProgress]];
    return new Map([['offered', this.#offered], ...this.#ended, ...open]);
  }
}

/** Whether a contact is an inbound one that began in a period. */
export function isOffered({ direction, startedAt }: ContactEnd, period: Period): boolean {
  return direction === 'inbound' && isIn(startedAt, period);
}

/** Inbound contacts that began in a period by how they ended: `offered` is the sum of the rest. */
export function contactCounts(contacts: Iterable<ContactEnd>, period: Period): ReadonlyMap<string, number> {
  const tally = new ContactTally();
  for (const contact of contacts) {
    if (!isOffered(contact, period)) continue;
    tally.begin();
    if (contact.disposition !== null) tally.end(contact.disposition);
  }
  return tally.counts;
}

/**
 * The columns in which overall traffic is told (offered = answered + abandoned + deflected + blocked, and what goes on): by a person or a
 * menu; given up; sent where no person of ours answers, or promised a callback; turned away, or cut off by our fault.
 */
export interface Traffic {
  readonly answered: number;
  readonly abandoned: number;
  readonly deflected: number;
  readonly blocked: number;
}

/** In which column a way to end is counted; docs/reports.md shows the table. */
export const TRAFFIC: Readonly<Record<Disposition, keyof Traffic>> = {
  answered: 'answered',
  selfServed: 'answered',
  abandoned: 'abandoned',
  abandonedInFlow: 'abandoned',
  captured: 'deflected',
  captureOnly: 'deflected',
  message: 'deflected',
  forwarded: 'deflected',
  announced: 'deflected',
  refused: 'blocked',
  failed: 'blocked',
  interrupted: 'blocked',
};

/** Contacts by the way they ended, in the columns of traffic. */
export function trafficOf(ended: Readonly<Record<string, number>>): Traffic {
  const traffic = { answered: 0, abandoned: 0, deflected: 0, blocked: 0 };
  for (const [end, count] of Object.entries(ended)) {
    const column = Object.hasOwn(TRAFFIC, end) ? TRAFFIC[end as Disposition] : undefined;
    if (column !== undefined) traffic[column] += count;
  }
  return traffic;
}

/** Ways to end in which nobody served the caller, and nobody will. */
export const LOST = ['abandoned', 'abandonedInFlow', 'refused', 'interrupted'] as const;

/** Why callers are refused whom the shop does not want: its list, its rules, its areas. */
export const UNWANTED = ['blacklist', 'rule', 'area'] as const;

/** Whether a customer is lost: he gave up, or was turned away against the shop's will. Who was promised a callback is not. */
export function isLost(end: Pick<ContactEnd, 'disposition' | 'reason'>): boolean {
  return LOST.some((one) => one === end.disposition) && !isUnwanted(end);
}

/** Whether it was turned away because the shop does not want this caller: no demand, and no loss. */
export function isUnwanted({ disposition, reason }: Pick<ContactEnd, 'disposition' | 'reason'>): boolean {
  return disposition === 'refused' && UNWANTED.some((one) => one === reason);
}

export function isIn(at: Instant, { from, to }: Period): boolean {
  return at >= from && at < to;
}

/** How much of a time lies in a period. */
export function overlap(from: Instant, to: Instant, period: Period): Duration {
  return Math.max(0, Math.min(to, period.to) - Math.max(from, period.from));
}
