// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks today, by the shop's calendar? What the database has of this day at the start, then what is decided.

import { DateTime } from 'luxon';
import { type Bus, INBOUND_ENDS, type InboundEnd } from '../../bus/index.js';
import type { Clock, Instant } from '../../kernel/index.js';
import type { CountedSince } from '../../store/index.js';
import type { CallTotals } from './totals.js';

const DONE = ['created', 'merged', 'attempted', 'reached', 'completed', 'served', 'givenUp'] as const;
type Done = (typeof DONE)[number];

/** What became of a queue's calls today. */
export interface QueueToday {
  readonly answered: number;
  readonly abandoned: number;
}

/** The figures of the day so far. */
export interface DayFigures {
  /** Its beginning: midnight in the shop's zone, as the box counts time. */
  readonly since: Instant;
  /** Calls that were offered today. */
  readonly calls: CallTotals;
  /** What was done today for promises of any day. */
  readonly callbacks: Readonly<Record<'created' | 'merged' | 'attempted' | 'reached' | 'connected' | 'failed', number>>;
}

/** When the day of an instant began in a zone. */
export function midnight(utc: Instant, zone: string): Instant {
  return DateTime.fromMillis(utc, { zone }).startOf('day').toMillis();
}

/** Counts the day; at midnight it begins anew, and calls that are up then are yesterday's. */
export class Today {
  readonly #clock: Clock;
  readonly #zone: () => string;
  #since: Instant;
  #until: Instant;
  #offered = 0;
  readonly #ends = new Map<InboundEnd, number>();
  readonly #queues = new Map<string, { answered: number; abandoned: number }>();
  readonly #open: Set<string>;
  readonly #done: Map<string, number>;

  /** `counted`: what is in the database of the day that `clock` shows. */
  constructor(clock: Clock, zone: () => string, { calls, open, events }: CountedSince) {
    this.#clock = clock;
    this.#zone = zone;
    this.#since = midnight(this.#now(), zone());
    this.#until = this.#next();
    this.#open = new Set(open);
    this.#offered = open.length;
    for (const { queue, disposition, count } of calls) this.#ended(queue, disposition as InboundEnd, count);
    for (const { count } of calls) this.#offered += count;
    this.#done = new Map(events.map(({ type, count }) => [type.replace('callback.', ''), count]));
  }

  /** Follows the store's `decided` from now on. */
  follow(bus: Bus): () => void {
    const ends = [
      bus.on('call.offered', ({ facts: { direction, call } }) => {
        this.#look();
        if (direction !== 'inbound') return;
        this.#open.add(call);
        this.#offered++;
      }),
      bus.on('call.ended', ({ facts: { call, queue, disposition } }) => {
        this.#look();
        if (disposition !== 'failed' && this.#open.delete(call)) this.#ended(queue ?? null, disposition, 1);
      }),
      bus.on('capture.takenBack', () => this.#count('created', -1)),
      ...DONE.map((done) => bus.on(`callback.${done}`, () => this.#count(done, 1))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  get figures(): DayFigures {
    this.#look();
    const ends = INBOUND_ENDS.map((end) => [end, this.#ends.get(end) ?? 0] as const);
    const of = (done: Done) => this.#done.get(done) ?? 0;
    return {
      since: this.#since - this.#clock.utc(0),
      calls: {
        offered: this.#offered,
        ...(Object.fromEntries(ends) as Record<InboundEnd, number>),
        inProgress: this.#open.size,
      },
      callbacks: {
        created: of('created'),
        merged: of('merged'),
        attempted: of('attempted'),
        reached: of('reached'),
        connected: of('completed') + of('served'),
        failed: of('givenUp'),
      },
    };
  }

  queue(name: string): QueueToday {
    this.#look();
    return this.#queues.get(name) ?? { answered: 0, abandoned: 0 };
  }

  #now(): Instant {
    return this.#clock.utc(this.#clock.now());
  }

  #next(): Instant {
    return DateTime.fromMillis(this.#since, { zone: this.#zone() }).plus({ days: 1 }).toMillis();
  }

  #look(): void {
    const now = this.#now();
    if (now < this.#until && now >= this.#since) return;
    this.#since = midnight(now, this.#zone());
    this.#until = this.#next();
    this.#offered = 0;
    for (const counts of [this.#ends, this.#queues, this.#open, this.#done]) counts.clear();
  }

  #ended(queue: string | null, disposition: InboundEnd, count: number): void {
    this.#ends.set(disposition, (this.#ends.get(disposition) ?? 0) + count);
    if (queue === null || (disposition !== 'answered' && disposition !== 'abandoned')) return;
    const known = this.#queues.get(queue) ?? { answered: 0, abandoned: 0 };
    known[disposition] += count;
    this.#queues.set(queue, known);
  }

  #count(done: Done, by: number): void {
    this.#look();
    this.#done.set(done, (this.#done.get(done) ?? 0) + by);
  }
}
