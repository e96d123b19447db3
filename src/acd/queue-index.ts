// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits in a queue and who of its agents is idle? Lists from which the first is at hand, and nobody is looked for.

import { type Instant, SortedList } from '../kernel/index.js';
import { type CallClass, type Entry, fits, keyOf, NO_LIMIT, orderOfClass } from './call-class.js';
import type { CallOrder } from './call-order.js';
import { Choice, MOST_NEXT } from './choice.js';
import { Circle } from './circle.js';
import { FirstCalls } from './first-calls.js';
import type { Found } from './found.js';
import { type Fitting, IdleSeats } from './idle-seats.js';
import type { Seat } from './people.js';
import { Question } from './question.js';
import { Ranking } from './ranking.js';
import { STATE_NAMES } from './state-counts.js';
import type { Strategy } from './strategies.js';

/** What was looked at; for tests, which hold it, and for benchmarks. */
export interface Looked {
  agents: number;
  heads: number;
}

const FEW = 4;
const LARGE = 32; // from here on those of the first levels are told apart by bits before anybody is looked at
const MANY = 5; // from here on it is cheaper to put agents in order once than to look for the best each time
const LOOKS = 8; // at each agent, as many as it takes to put them in order

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
  /** Somebody has become idle here, and the calls have not been asked who could be his (`People`). */
  isUnasked = false;
  /** Whether one of its calls is to lead, and whether it may be another by now (`Leads`). */
  isLed = false;
  isMoved = false;
  /** The class on the agenda for those who have become idle, if there is one (`Leads`). */
  lead: CallClass | undefined;
  /** Who has become idle since all calls were looked at; some may be so no longer. */
  #fresh: Seat[] = [];
  /** How often somebody has become idle: what was found out of calls before that holds no more. */
  #round = 0;
  /** The idle agents in the order in which they are to be offered calls; made when many have become idle at once. */
  #ranking: Ranking | undefined;
  /** Whom one look at all of them has found. */
  readonly #choice = new Choice();
  /** When agents of a queue in which they age were compared last, and how many at that instant. */
  #comparedAt: Instant = Number.NEGATIVE_INFINITY;
  #compared = 0;
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
    this.end();
    this.states.fill(0);
    this.circle.configure(members.map(({ who }) => who.agent));
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
        passed: 0,
        listed: undefined,
        slot: -1,
      };
      this.classes.set(key, known);
    }
    return known;
  }

  seat(seat: Seat): void {
    this.idle.add(seat);
    this.#fresh.push(seat);
  }

  unseat(seat: Seat): void {
    this.idle.delete(seat);
  }

  /** Who of the idle agents is to be offered a call of the class. */
  best(known: CallClass, now: Instant, looked: Looked): Seat | undefined {
    if (this.idle.size === 0) return undefined;
    if (this.#isRanking(known, now)) {
      const first = this.idle.firstRanked(known, this.#ranking ?? this.#rank(known, now), MOST_NEXT + 1);
      looked.agents += first.size;
      this.#choice.take(first);
      return this.#choice.seats[0];
    }
    const question = this.question(known.head, now);
    const seats = this.#toCompare(known, question);
    looked.agents += seats.size;
    this.#compared += seats.size;
    this.#choice.make(seats, this.strategy, question);
    return this.#choice.seats[0];
  }

  /** Those among whom the best and the next few are; only who can be offered it is. */
  #toCompare(known: CallClass, { after }: Question): Found {
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

  /** Somebody has become idle: every call may be for him. */
  begin(now: Instant): void {
    this.#round++;
    this.#ranking = undefined;
    this.#fresh = this.#fresh.filter((seat) => this.idle.has(seat));
    if (this.#fresh.length <= MANY || !this.#isSteady) return;
    const [some] = this.classes.values();
    if (some !== undefined) this.#rank(some, now, true);
  }

  /** The first of the classes that nobody could take before, and somebody may who has become idle. */
  toLead(order: CallOrder, now: Instant, looked: Looked): CallClass | undefined {
    if (this.#fresh.length === 0 || this.idle.size === 0) return undefined;
    return this.firsts.first((known) => this.#mayLead(known, looked), order, now);
  }

  /** Nobody of the idle agents can take the first of the class. */
  pass(known: CallClass): void {
    known.passed = this.#round;
  }

  /** All calls have been looked at. */
  end(): void {
    this.#fresh = [];
    this.lead = undefined;
    this.#ranking = undefined;
  }

  /** Forgets an order that was made for one call. */
  tried(): void {
    this.#ranking = undefined;
  }

  /** What agents have done is counted anew: they may stand in another order. */
  rollOver(): void {
    this.#ranking = undefined;
  }

  /**
   * Whether the idle agents are to be in order for this call, instead of being looked at: they are already, or many are rung for it at once.
   * An order that ages holds for an instant: it is made when many have become idle, or as many have been looked at as it costs.
   */
  #isRanking(known: CallClass, now: Instant): boolean {
    const { atOnce, byCall, ages } = this.strategy;
    if (ages && this.#comparedAt !== Math.floor(now)) {
      this.#comparedAt = Math.floor(now);
      this.#compared = 0;
      this.#ranking = undefined;
    }
    if (this.#ranking?.isFor(known)) return true;
    this.#ranking = undefined;
    if (this.idle.size <= MANY) return false;
    const isOften = this.#fresh.length > MANY || this.#compared > LOOKS * this.idle.size;
    return (atOnce > 1 && !byCall && !known.settled) || (ages && isOften);
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

  #mayLead(known: CallClass, looked: Looked): boolean {
    if (!known.settled || known.passed === this.#round) return false;
    looked.heads++;
    // Who of many could is told from bits; of a few it is asked of each.
    if (this.#fresh.length > FEW ? this.idle.hasFor(known) : this.#hasFresh(known)) return true;
    this.pass(known);
    return false;
  }

  #hasFresh(known: CallClass): boolean {
    for (const seat of this.#fresh) if (this.idle.has(seat) && fits(seat, known)) return true;
    return false;
  }

  /** Where many are rung for one call, only those are put in order who can be. */
  #rank(known: CallClass, now: Instant, forAll = this.strategy.atOnce === 1): Ranking {
    const { idle, strategy } = this;
    const question = this.question(known.head, now);
    this.#ranking = forAll
      ? new Ranking(idle.all(), strategy, question)
      : new Ranking(idle.allFor(known), strategy, question, known);
    return this.#ranking;
  }
}
