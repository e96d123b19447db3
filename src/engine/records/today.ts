// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks today, by the shop's calendar? What the database has of this day at the start, then what is decided.

import type { Bus } from '../../bus/index.js';
import type { Clock, Instant } from '../../kernel/index.js';
import { ContactTally, dayOf } from '../../report/index.js';
import type { CountedSince } from '../../store/index.js';
import { type CallTotals, callTotals } from './totals.js';

const DONE = ['created', 'merged', 'attempted', 'reached', 'completed', 'served', 'givenUp'] as const;
type Done = (typeof DONE)[number];

/** What was done for promises. */
type CallbacksDone = Readonly<Record<'created' | 'merged' | 'attempted' | 'reached' | 'connected' | 'failed', number>>;

/** What became of a queue's calls today, and what was done for its promises. */
export interface QueueToday {
  readonly answered: number;
  readonly abandoned: number;
  /** By all ways to end, and as `offered` the sum of them: of those that go on nobody knows yet where they end. */
  readonly calls: Readonly<Record<string, number>>;
  readonly callbacks: CallbacksDone;
}

/** The figures of the day so far. */
export interface DayFigures {
  /** Its beginning: midnight in the shop's zone, as the box counts time. */
  readonly since: Instant;
  /** Calls that were offered today. */
  readonly calls: CallTotals;
  /** What was done today for promises of any day. */
  readonly callbacks: CallbacksDone;
}

/** When the day of an instant began in a zone. */
export function midnight(utc: Instant, zone: string): Instant {
  return dayOf(utc, zone).from;
}

/** Counts the day; at midnight it begins anew, and calls that are up then are yesterday's. */
export class Today {
  readonly #clock: Clock;
  readonly #zone: () => string;
  #since: Instant;
  #until: Instant;
  #calls = new ContactTally();
  readonly #queues = new Map<string, { readonly calls: ContactTally; readonly done: Map<string, number> }>();
  readonly #open: Set<string>;
  readonly #done: Map<string, number>;

  /** `counted`: what is in the database of the day that `clock` shows. */
  constructor(clock: Clock, zone: () => string, { calls, open, events }: CountedSince) {
    this.#clock = clock;
    this.#zone = zone;
    this.#since = midnight(this.#now(), zone());
    this.#until = this.#next();
    this.#open = new Set(open);
    this.#calls.begin(open.length);
    for (const { queue, disposition, count } of calls) {
      this.#calls.begin(count);
      this.#ended(queue, disposition, count);
    }
    this.#done = new Map();
    for (const { type, queue, count } of events) this.#add(type.replace('callback.', ''), queue, count);
  }

  /** Follows the store's `decided` from now on. */
  follow(bus: Bus): () => void {
    const ends = [
      bus.on('call.offered', ({ facts: { direction, call } }) => {
        this.#look();
        if (direction !== 'inbound') return;
        this.#open.add(call);
        this.#calls.begin();
      }),
      bus.on('call.ended', ({ facts: { call, queue, disposition } }) => {
        this.#look();
        if (disposition !== 'failed' && this.#open.delete(call)) this.#ended(queue ?? null, disposition, 1);
      }),
      bus.on('capture.takenBack', () => this.#count('created', null, -1)),
      ...DONE.map((done) => bus.on(`callback.${done}`, ({ facts }) => this.#count(done, facts.queue ?? null, 1))),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  get figures(): DayFigures {
    this.#look();
    return {
      since: this.#since - this.#clock.utc(0),
      calls: callTotals(this.#calls),
      callbacks: callbacksDone(this.#done),
    };
  }

  queue(name: string): QueueToday {
    this.#look();
    const { calls, done } = this.#of(name);
    return {
      answered: calls.of('answered'),
      abandoned: calls.of('abandoned'),
      calls: Object.fromEntries(calls.counts),
      callbacks: callbacksDone(done),
    };
  }

  #now(): Instant {
    return this.#clock.utc(this.#clock.now());
  }

  #next(): Instant {
    return dayOf(this.#since, this.#zone()).to;
  }

  #look(): void {
    const now = this.#now();
    if (now < this.#until && now >= this.#since) return;
    this.#since = midnight(now, this.#zone());
    this.#until = this.#next();
    this.#calls = new ContactTally();
    for (const counts of [this.#queues, this.#open, this.#done]) counts.clear();
  }

  #ended(queue: string | null, disposition: string, count: number): void {
    this.#calls.end(disposition, count);
    if (queue === null) return;
    const { calls } = this.#of(queue);
    calls.begin(count);
    calls.end(disposition, count);
  }

  #of(queue: string) {
    const known = this.#queues.get(queue) ?? { calls: new ContactTally(), done: new Map<string, number>() };
    this.#queues.set(queue, known);
    return known;
  }

  #count(done: Done, queue: string | null, by: number): void {
    this.#look();
    this.#add(done, queue, by);
  }

  #add(done: string, queue: string | null, by: number): void {
    for (const counts of [this.#done, ...(queue === null ? [] : [this.#of(queue).done])])
      counts.set(done, (counts.get(done) ?? 0) + by);
  }
}

function callbacksDone(done: ReadonlyMap<string, number>): CallbacksDone {
  const of = (name: Done) => done.get(name) ?? 0;
  return {
    created: of('created'),
    merged: of('merged'),
    attempted: of('attempted'),
    reached: of('reached'),
    connected: of('completed') + of('served'),
    failed: of('givenUp'),
  };
}
