// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits in a queue and who of its agents is idle? Lists from which the first is at hand, and nobody is looked for.

import { type Instant, SortedList } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';
import { type CallClass, type Entry, fits, keyOf, NO_LIMIT, orderOfClass } from './call-class.js';
import type { CallOrder } from './call-order.js';
import { Choice, MOST_NEXT } from './choice.js';
import { Circle } from './circle.js';
import { FirstCalls } from './first-calls.js';
import { type Fitting, IdleSeats } from './idle-seats.js';
import type { Seat } from './people.js';
import { Question } from './question.js';
import { Ranking } from './ranking.js';
import type { Strategy } from './strategies.js';

/** What was looked at; for tests, which hold it, and for benchmarks. */
export interface Looked {
  agents: number;
  heads: number;
}

const FEW = 4;
const LARGE = 32; // from here on those of the first levels are told apart by bits before anybody is looked at
const MANY = 5; // from here on it is cheaper to put agents in order once than to look for the best each time

/** What agents may be doing: each state has its place among the counts. */
const STATES: Readonly<Record<AgentState['name'], number>> = {
  signedOut: 0,
  ready: 1,
  busy: 2,
  ringing: 3,
  talking: 4,
  wrapUp: 5,
  notReady: 6,
  reserved: 7,
};

/** Where a state is counted. */
export const stateNumber = (state: AgentState['name']): number => STATES[state];

export const STATE_NAMES = Object.keys(STATES) as readonly AgentState['name'][];

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
  readonly idle = new IdleSeats();
  /** How many of its agents are in each state, by the states' numbers. */
  readonly states = new Int32Array(STATE_NAMES.length);
  /** Who has become idle since the calls were last asked who could be theirs. */
  readonly #arrivals: Seat[] = [];
  /** The idle agents in the order in which they are to be offered calls; made when many have become idle at once. */
  #ranking: Ranking | undefined;
  /** Whom one look at all of them has found. */
  readonly #choice = new Choice();
  /** When agents of a queue in which they age were compared last, and for how many calls at that instant. */
  #askedAt: Instant = Number.NEGATIVE_INFINITY;
  #asked = 0;
  /** All who wait here, those who are being offered among them, by priority. */
  readonly #places = new Map<number, SortedList<Entry>>();
  /** The classes by their first calls. */
  readonly firsts = new FirstCalls();

  constructor(name: string, strategy: Strategy) {
    this.name = name;
    this.strategy = strategy;
    this.seed = name;
  }

  /** New members: none of them is idle yet. */
  configure(members: readonly Seat[]): void {
    this.members = members;
    this.idle.configure(members);
    this.#arrivals.length = 0;
    this.states.fill(0);
    this.circle.configure(members.map(({ who }) => who.agent));
    this.#ranking = undefined;
  }

  /** What its agents are compared for when this call is to be offered. */
  question({ call, needs, offered }: Entry, now: Instant): Question {
    return new Question(now, { call, needs, nth: offered, after: this.circle.after, seed: this.seed });
  }

  /** Whether he is one of its agents. */
  has(agent: string): boolean {
    return this.circle.has(agent);
  }

  /** So many more of its agents are in the state of this number. */
  count(state: number, change: number): void {
    this.states[state] = (this.states[state] ?? 0) + change;
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
    const { profile, only, penalty = NO_LIMIT } = head;
    const key = keyOf(head);
    const limit = Math.min(penalty, head.limit);
    let known = this.classes.get(key);
    if (known === undefined) {
      known = {
        queue: this,
        entries: new SortedList(orderOfClass),
        head,
        profile,
        limit,
        only,
        settled: false,
        listed: undefined,
        slot: -1,
      };
      this.classes.set(key, known);
    }
    return known;
  }

  seat(seat: Seat): void {
    this.idle.add(seat);
    this.#arrivals.push(seat);
  }

  unseat(seat: Seat): void {
    this.idle.delete(seat);
  }

  /** Who of the idle agents is to be offered a call of the class. */
  best(known: CallClass, now: Instant, looked: Looked): Seat | undefined {
    if (this.idle.size === 0) return undefined;
    if (this.#isRanking(known, now)) {
      const first = this.idle.firstRanked(known, this.#ranking ?? this.#rank(known, now), MOST_NEXT + 1);
      looked.agents += first.length;
      this.#choice.take(first);
      return first[0];
    }
    const question = this.question(known.head, now);
    const seats = this.#toCompare(known, question);
    looked.agents += seats.length;
    this.#choice.make(seats, this.strategy, question);
    return this.#choice.seats[0];
  }

  /** Those among whom the best and the next few are; only who can be offered it is. */
  #toCompare(known: CallClass, { after }: Question): readonly Seat[] {
    const { inPlaces, byLevels } = this.strategy;
    if (inPlaces !== undefined) return this.idle.firstFor(known, inPlaces === 'round' ? after + 1 : 0, MOST_NEXT + 1);
    if (byLevels !== undefined && this.idle.size > LARGE)
      return this.idle.firstByLevels(known, byLevels === 'highest', MOST_NEXT + 1);
    return this.idle.allFor(known);
  }

  /** Of the call and agent that `best` has just found: who would be next, and how many of the idle agents could be asked at all. */
  runnersUp(known: CallClass): Fitting & { readonly next: readonly Seat[] } {
    return { next: this.#choice.seats.slice(1), ...this.idle.fitting(known) };
  }

  /** Who has become idle since this was asked last, and is so. */
  takeArrivals(): readonly Seat[] {
    const arrivals = this.#arrivals.filter((seat) => this.idle.has(seat));
    this.#arrivals.length = 0;
    if (arrivals.length > 0) this.#ranking = undefined;
    return arrivals;
  }

  /** The classes that may be for those who have become idle. */
  *forArrivals(arrivals: readonly Seat[], now: Instant, looked: Looked): IterableIterator<CallClass> {
    if (arrivals.length === 0) return;
    const [some] = this.classes.values();
    if (arrivals.length > MANY && some !== undefined && this.#isSteady) this.#rank(some, now);
    for (const known of this.classes.values()) {
      looked.heads++;
      // Of many somebody mostly can: who it is, is asked when the call's turn comes.
      if (arrivals.length > FEW || isForOneOf(arrivals, known)) yield known;
    }
  }

  /** The class whose first call goes before those of all others that are for him as for any agent of the queue. */
  firstFor(seat: Seat, order: CallOrder, now: Instant, looked: Looked): CallClass | undefined {
    return this.firsts.firstFor(seat, order, now, () => looked.heads++);
  }

  /** All calls have been looked at. */
  tried(): void {
    this.#ranking = undefined;
  }

  /** What agents have done is counted anew: they may stand in another order. */
  rollOver(): void {
    this.#ranking = undefined;
  }

  /**
   * Whether the idle agents are to be in order for this call, instead of being looked at: they are already, or many are rung for it at once.
   * An order that ages holds for an instant, so it is made when several calls have been asked for at the same one.
   */
  #isRanking({ settled }: CallClass, now: Instant): boolean {
    const { atOnce, byCall, ages } = this.strategy;
    if (ages && this.#askedAt !== Math.floor(now)) {
      this.#askedAt = Math.floor(now);
      this.#asked = 0;
      this.#ranking = undefined;
    }
    if (this.#ranking !== undefined) return true;
    return this.idle.size > MANY && ((atOnce > 1 && !byCall && !settled) || (ages && this.#asked++ >= MANY));
  }

  /** Whether there is an order that `tried` is to forget. */
  get isRanked(): boolean {
    return this.#ranking !== undefined;
  }

  /** Whether one order of the agents does for all calls. */
  get #isSteady(): boolean {
    const { byCall, ages, inPlaces } = this.strategy;
    return !byCall && !ages && inPlaces === undefined;
  }

  #rank({ head }: CallClass, now: Instant): Ranking {
    this.#ranking = new Ranking(this.idle.all(), this.strategy, this.question(head, now));
    return this.#ranking;
  }
}

function isForOneOf(seats: readonly Seat[], known: CallClass): boolean {
  for (const seat of seats) if (fits(seat, known)) return true;
  return false;
}
