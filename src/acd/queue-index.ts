// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits in a queue and who of its agents is idle? Lists from which the first is at hand, and nobody is looked for.

import { type InHeap, type Instant, SortedList } from '../kernel/index.js';
import type { CallOrder, Place } from './call-order.js';
import { Circle } from './circle.js';
import type { Need } from './needs.js';
import type { Seat } from './people.js';
import { Question } from './question.js';
import type { Strategy } from './strategies.js';

/** A call's stay in one of its queues. */
export interface Entry extends Place {
  readonly call: string;
  readonly queue: string;
  readonly needs: readonly Need[];
  /** The number of its needs. */
  readonly profile: number;
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
  /** It can be offered: it is in its class, and not only among those who wait. */
  isOpen: boolean;
}

/** Calls of a queue that differ in nothing but the time of their coming and the number of their offers. Inside it the order never changes, so only the first is compared. */
export interface CallClass extends InHeap {
  readonly queue: QueueIndex;
  readonly entries: SortedList<Entry>;
  /** The first of them. */
  head: Entry;
  readonly needs: readonly Need[];
  readonly profile: number;
  /** Seats above this penalty are not for these calls: the lower of their own and of those who are being rung. */
  readonly limit: number;
  readonly only: string | undefined;
  /** Nobody who was idle when it was last looked at can take the first: only who becomes idle afterwards need be asked. */
  settled: boolean;
  /** How much of the queue's ranking has nobody for it. */
  passed: { ranking: readonly Seat[]; count: number } | undefined;
}

/** What was looked at; for tests, which hold it, and for benchmarks. */
export interface Looked {
  agents: number;
  heads: number;
}

export const NO_LIMIT = Number.POSITIVE_INFINITY;
const FEW = 4;
const MANY = 5; // from here on it is cheaper to put agents in order once than to look for the best each time

const orderOfClass = (a: Entry, b: Entry) => a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || a.nth - b.nth;

/** One queue's waiting calls and idle agents. */
export class QueueIndex {
  readonly name: string;
  strategy: Strategy;
  weight = 0;
  /** The word that its draws go by. */
  seed: string;
  readonly circle = new Circle();
  /** All its agents, in the order of its list. */
  members: readonly Seat[] = [];
  /** Calls that can be offered, by their keys; none of them empty. */
  readonly classes = new Map<string, CallClass>();
  readonly idle: Seat[] = [];
  /** Who has become idle since the calls were last asked who could be theirs. */
  readonly #arrivals: Seat[] = [];
  /** Who has become idle since all calls were looked at; some may be idle no longer. */
  readonly #fresh: Seat[] = [];
  /** The idle agents in the order in which they are to be offered calls; made when many have become idle at once. */
  #ranking: { readonly seats: readonly Seat[]; readonly now: Instant } | undefined;
  /** All who wait here, those who are being offered among them, by priority. */
  readonly #places = new Map<number, SortedList<Entry>>();

  constructor(name: string, strategy: Strategy) {
    this.name = name;
    this.strategy = strategy;
    this.seed = name;
  }

  /** New members: none of them is idle yet. */
  configure(members: readonly Seat[]): void {
    this.members = members;
    this.circle.configure(members.map(({ who }) => who.agent));
    this.#ranking = undefined;
  }

  /** What its agents are compared for when this call is to be offered. */
  question({ call, needs, offered }: Entry, now: Instant): Question {
    return new Question(now, { call, needs, nth: offered, after: this.circle.after, seed: this.seed });
  }

  /** How many wait here. */
  get size(): number {
    let size = 0;
    for (const places of this.#places.values()) size += places.size;
    return size;
  }

  join(entry: Entry): void {
    let places = this.#places.get(entry.priority);
    if (places === undefined) {
      places = new SortedList(orderOfClass);
      this.#places.set(entry.priority, places);
    }
    places.add(entry);
  }

  leave(entry: Entry): void {
    const places = this.#places.get(entry.priority);
    places?.delete(entry);
    if (places?.size === 0) this.#places.delete(entry.priority);
  }

  /** Calls ahead and one. */
  position(entry: Entry, order: CallOrder, now: Instant): number {
    let ahead = 0;
    for (const places of this.#places.values())
      ahead += places.countBefore((other) => order.compare(other, entry, now) < 0);
    return ahead + 1;
  }

  /** All who wait here in the order in which they are served. */
  waiting(order: CallOrder, now: Instant): Entry[] {
    const all = [...this.#places.values()].flatMap((places) => [...places]);
    return this.#places.size > 1 ? all.sort((a, b) => order.compare(a, b, now)) : all;
  }

  /** The class of a call, which is its head if there was none; a new one has been looked at by nobody. */
  classOf(head: Entry): CallClass {
    const { needs, profile, only, penalty = NO_LIMIT } = head;
    const key = keyOf(head);
    const limit = Math.min(penalty, head.limit);
    let known = this.classes.get(key);
    if (known === undefined) {
      known = {
        queue: this,
        entries: new SortedList(orderOfClass),
        head,
        needs,
        profile,
        limit,
        only,
        settled: false,
        passed: undefined,
        slot: -1,
      };
      this.classes.set(key, known);
    }
    return known;
  }

  seat(seat: Seat): void {
    seat.slot = this.idle.length;
    this.idle.push(seat);
    this.#arrivals.push(seat);
  }

  unseat(seat: Seat): void {
    const last = this.idle.pop();
    if (last !== undefined && last !== seat) {
      this.idle[seat.slot] = last;
      last.slot = seat.slot;
    }
    seat.slot = -1;
  }

  /** Who of the idle agents is to be offered a call of the class. */
  best(known: CallClass, now: Instant, looked: Looked): Seat | undefined {
    if (this.#ranking !== undefined) return this.#firstOf(known, now, looked);
    const seats = known.settled ? this.#stillFresh() : this.idle;
    const question = this.question(known.head, now);
    let best: Seat | undefined;
    looked.agents += seats.length;
    for (const seat of seats) {
      if (!fits(seat, known)) continue;
      if (best === undefined || this.strategy.compare(seat, best, question) < 0) best = seat;
    }
    return best;
  }

  /** The classes that may be for those who have become idle since this was asked last. */
  *forArrivals(now: Instant, looked: Looked): IterableIterator<CallClass> {
    const arrivals = this.#arrivals.splice(0).filter(({ slot }) => slot >= 0);
    for (const seat of arrivals) if (!seat.isFresh) this.#fresh.push(seat);
    for (const seat of arrivals) seat.isFresh = true;
    if (arrivals.length === 0) return;
    this.#ranking = undefined;
    const [some] = this.classes.values();
    if (arrivals.length > MANY && some !== undefined && !this.strategy.byCall) this.#rank(some, now);
    for (const known of this.classes.values()) {
      looked.heads++;
      // Of many somebody mostly can: who it is, is asked when the call's turn comes.
      if (arrivals.length > FEW || isForOneOf(arrivals, known)) yield known;
    }
  }

  /** The fresh agents who are still idle. */
  #stillFresh(): readonly Seat[] {
    for (let i = this.#fresh.length - 1; i >= 0; i--) {
      const seat = this.#fresh[i];
      if (seat === undefined || seat.slot >= 0) continue;
      seat.isFresh = false;
      const last = this.#fresh.pop();
      if (last !== undefined && last !== seat) this.#fresh[i] = last;
    }
    return this.#fresh;
  }

  /** All calls have been looked at. */
  tried(): void {
    for (const seat of this.#fresh) seat.isFresh = false;
    this.#fresh.length = 0;
    this.#ranking = undefined;
  }

  /** What agents have done is counted anew: they may stand in another order. */
  rollOver(): void {
    this.#ranking = undefined;
  }

  #rank({ head }: CallClass, now: Instant): readonly Seat[] {
    const question = this.question(head, now);
    const seats = [...this.idle].sort((a, b) => this.strategy.compare(a, b, question));
    this.#ranking = { seats, now };
    return seats;
  }

  /** The first in the ranking: whoever was passed over for another call of the class does for none of them. */
  #firstOf(known: CallClass, now: Instant, looked: Looked): Seat | undefined {
    const old = this.#ranking === undefined || (this.strategy.ages && this.#ranking.now !== now);
    const ranking = old || this.#ranking === undefined ? this.#rank(known, now) : this.#ranking.seats;
    if (known.passed?.ranking !== ranking) known.passed = { ranking, count: 0 };
    for (const { passed } = known; passed.count < ranking.length; passed.count++) {
      const seat = ranking[passed.count];
      looked.agents++;
      if (seat !== undefined && seat.slot >= 0 && fits(seat, known)) return seat;
    }
    return undefined;
  }
}

/** Under which key the class of a call stands now. */
export function keyOf({ key, limit }: Entry): string {
  return limit === NO_LIMIT ? key : `${key} up to ${limit}`;
}

/** Whether an agent may be offered calls of this class. */
export function fits(
  { who, penalty }: Seat,
  { needs, profile, limit }: Pick<CallClass, 'needs' | 'profile' | 'limit'>,
): boolean {
  return penalty <= limit && who.abilities.suffice(needs, profile);
}

function isForOneOf(seats: readonly Seat[], known: CallClass): boolean {
  for (const seat of seats) if (fits(seat, known)) return true;
  return false;
}
