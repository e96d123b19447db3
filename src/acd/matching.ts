// SPDX-License-Identifier: GPL-2.0-or-later
// Which agent gets which call? Pair by pair, the call first in order to the best agent for it; who is not concerned is not looked at.

import type { Instant } from '../kernel/index.js';
import { Agenda } from './agenda.js';
import type { AgentState } from './agent-state.js';
import type { AgentSums } from './agent-sums.js';
import { byPriority, type CallOrder, type Place, placeBefore } from './call-order.js';
import type { Turn } from './circle.js';
import { type Explanation, explained } from './decision.js';
import { entriesOf } from './entries.js';
import { type Need, Profiles, type Skills } from './needs.js';
import { OpenCalls, type Waiting } from './open-calls.js';
import { type Idleness, People, type Person, type Seat, type Terms } from './people.js';
import type { Question } from './question.js';
import { type CallClass, type Entry, type Looked, NO_LIMIT, QueueIndex } from './queue-index.js';
import type { Strategy } from './strategies.js';

/** A call that waits, as far as matching goes. */
export interface ToMatch {
  readonly call: string;
  readonly priority: number;
  readonly enqueuedAt: Instant;
  /** At least one; at equal claims the first goes first. */
  readonly queues: readonly string[];
  readonly needs: readonly Need[];
  /** Seats above this penalty are not for it; undefined: all are. */
  readonly penalty?: number | undefined;
  /** Only this agent will do, whatever his queues and skills, reserved or not. */
  readonly only?: string | undefined;
}

/** A queue's part in matching. */
export interface MatchedQueue {
  readonly name: string;
  readonly strategy: Strategy;
  readonly agents: readonly string[];
  readonly weight?: number;
  /** Of those who are members on other terms than usual. */
  readonly terms?: ReadonlyMap<string, Terms>;
  /** The word that draws go by; its name. */
  readonly seed?: string | undefined;
}

/** A call, an agent, and the queue that brought them together. */
export interface Pair {
  readonly call: string;
  readonly queue: string;
  readonly agent: string;
}

/** The same with what it was decided by. */
export interface Made extends Pair {
  readonly question: Question;
  /** Where he sits in the queue; nothing: the call was for him alone. */
  readonly seat: Seat | undefined;
  /** What was asked of him. */
  readonly known: Pick<CallClass, 'needs' | 'profile' | 'limit'>;
}

export type { Looked } from './queue-index.js';

/**
 * What holds when `next` has nothing more to give: no call that can be offered and no idle agent fit each other. So only a class of calls
 * that has been looked at by nobody, and agents who have become idle since, can make a pair.
 */
export class Matching {
  readonly looked: Looked = { agents: 0, heads: 0 };
  readonly #agenda: Agenda;
  readonly #people = new People();
  readonly #profiles = new Profiles();
  readonly #queues = new Map<string, QueueIndex>();
  readonly #calls = new Map<string, Waiting>();
  readonly #open: OpenCalls;
  #seq = 0;

  constructor(order: CallOrder = byPriority) {
    this.#agenda = new Agenda(order, this.looked);
    this.#open = new OpenCalls(this.#agenda, (entry) => this.#queue(entry));
  }

  /** New queues, agents, skills, order. A queue in which a call waits must be among them. Every idle agent is asked again. */
  configure(queues: readonly MatchedQueue[], skills: ReadonlyMap<string, Skills> = new Map(), order?: CallOrder): void {
    if (order !== undefined) this.#agenda.order = order;
    const named = new Set(queues.map(({ name }) => name));
    for (const name of [...this.#queues.keys()]) if (!named.has(name)) this.#queues.delete(name);
    const members = queues.map(({ name, strategy, agents, weight = 0, terms = new Map(), seed = name }) => {
      const queue = this.#queues.get(name) ?? new QueueIndex(name, strategy);
      queue.strategy = strategy;
      queue.weight = weight;
      queue.seed = seed;
      this.#queues.set(name, queue);
      return { queue, agents, terms };
    });
    this.#people.configure(members, skills);
    for (const waiting of this.#calls.values()) {
      for (const entry of waiting.entries) entry.weight = this.#queue(entry).weight;
      this.#open.sort(waiting);
    }
    this.#agenda.reorder();
  }

  /** An agent is idle so, or not at all. */
  setIdle(agent: string, idleness: Idleness | undefined): void {
    this.#people.setIdle(agent, idleness);
  }

  /** The day begins: what agents have done is counted from these sums on. */
  rollOver(sums: AgentSums): void {
    this.#people.rollOver(sums);
    for (const queue of this.#queues.values()) queue.rollOver();
  }

  /** What can be said of a pair that `next` has just given. */
  explain(made: Made, stateOf: (agent: string) => AgentState['name']): Explanation {
    return explained(made, this.#queue(made), stateOf);
  }

  /** Who of a queue was offered a call last. */
  turn(queue: string): Turn | undefined {
    return this.#queues.get(queue)?.circle.turn;
  }

  /** Who of a queue was offered a call last before a restart. */
  resume(queue: string, turn: Turn): void {
    this.#queues.get(queue)?.circle.restore(turn);
  }

  /** A call begins to wait. */
  add(call: ToMatch): void {
    const waiting: Waiting = { seq: this.#seq++, entries: [], offered: 0, offers: 0, limit: NO_LIMIT, via: undefined };
    this.#calls.set(call.call, waiting);
    this.#enter(call, waiting);
  }

  /** What it needs, where it waits, or its place is another now. */
  change(call: ToMatch): void {
    const waiting = this.#calls.get(call.call);
    if (waiting === undefined) return;
    this.#retire(waiting);
    this.#enter(call, waiting);
  }

  /** It waits no longer, whatever offers are out. */
  remove(call: string): void {
    const waiting = this.#calls.get(call);
    if (waiting !== undefined) this.#retire(waiting);
    this.#calls.delete(call);
  }

  /** An offer has come to nothing: the call can be offered again. */
  returned(call: string): void {
    const waiting = this.#calls.get(call);
    if (waiting === undefined) return;
    waiting.offers = Math.max(0, waiting.offers - 1);
    if (waiting.offers === 0) waiting.via = undefined;
    this.#open.sort(waiting);
  }

  /** Nothing has happened that could make a pair since `next` had none to give. */
  get isDone(): boolean {
    return this.#open.unsettled === 0 && this.#people.fresh.size === 0;
  }

  /** The next pair, already counted as an offer and the agent as busy; nothing: nobody fits anybody. */
  next(now: Instant): Made | undefined {
    while (this.ask(now));
    for (const { agent } of this.#people.takePeople())
      for (const known of this.#open.onlyFor(agent)) this.#agenda.add(known);
    for (let first = this.#agenda.first(now); first !== undefined; first = this.#agenda.first(now)) {
      if (this.isDone) break;
      const made = this.#bestFor(first, now);
      if (made !== undefined) return made;
      this.#open.settle(first);
    }
    this.#agenda.clear();
    this.#people.tried();
    return undefined;
  }

  /** Calls ahead and one, in the best of its queues. */
  position(call: string, now: Instant): number | undefined {
    const entries = this.#calls.get(call)?.entries;
    if (entries === undefined) return undefined;
    return Math.min(...entries.map((entry) => this.#queue(entry).position(entry, this.#agenda.order, now)));
  }

  /** The calls of a queue in the order in which they are served, those that are being offered among them. */
  waiting(queue: string, now: Instant): string[] {
    return (
      this.#queues
        .get(queue)
        ?.waiting(this.#agenda.order, now)
        .map(({ call }) => call) ?? []
    );
  }

  /** The priority and time that are before those of all others in these queues; undefined: there are none. */
  front(queues: readonly string[], call: string, now: Instant): Pick<Place, 'priority' | 'enqueuedAt'> | undefined {
    const others = queues.flatMap((queue) => {
      return (
        this.#queues
          .get(queue)
          ?.waiting(this.#agenda.order, now)
          .find((entry) => entry.call !== call) ?? []
      );
    });
    return placeBefore(others, this.#agenda.order, now);
  }

  /** How many calls wait in a queue, those that are being offered among them. */
  size(queue: string): number {
    return this.#queues.get(queue)?.size ?? 0;
  }

  /** How many agents of a queue can be offered any of its calls. */
  idle(queue: string): number {
    return this.#queues.get(queue)?.idle.length ?? 0;
  }

  /**
   * Asks one queue which calls may be for those who have become idle; false when all have been asked. `next` asks those who are left:
   * whoever has little time asks before.
   */
  ask(now: Instant): boolean {
    const queue = this.#people.takeQueue();
    if (queue !== undefined) this.#agenda.addAll(queue.forArrivals(now, this.looked));
    return queue !== undefined;
  }

  /** The first call of the class and who is best for it, if there is anybody. */
  #bestFor(known: CallClass, now: Instant): Made | undefined {
    const { only, queue } = known;
    if (only === undefined) {
      const seat = queue.best(known, now, this.looked);
      return seat && this.#pair(known, seat.who, seat, now);
    }
    this.looked.agents++;
    const person = this.#people.available(only);
    return person && this.#pair(known, person, undefined, now);
  }

  #pair(known: CallClass, { agent }: Person, seat: Seat | undefined, now: Instant): Made {
    const { queue: index, head } = known;
    const { call, queue } = head;
    const question = index.question(head, now);
    this.#people.setIdle(agent, undefined);
    index.circle.moved(agent);
    const waiting = this.#calls.get(call);
    if (waiting !== undefined) {
      waiting.offered++;
      for (const entry of waiting.entries) entry.offered++;
      if (waiting.offers++ === 0) waiting.limit = seat?.penalty ?? NO_LIMIT;
      waiting.via = queue;
      this.#open.sort(waiting);
    }
    return { call, queue, agent, question, seat, known };
  }

  #enter(call: ToMatch, waiting: Waiting): void {
    // One more queue that it was to wait in may be gone by now.
    const known = call.queues.flatMap((queue) => this.#queues.get(queue) ?? []);
    waiting.entries = entriesOf(call, waiting, known, this.#profiles);
    for (const entry of waiting.entries) this.#queue(entry).join(entry);
    this.#open.sort(waiting);
  }

  #retire({ entries }: Waiting): void {
    for (const entry of entries) {
      this.#open.close(entry);
      this.#queue(entry).leave(entry);
    }
  }

  #queue({ queue }: Pick<Entry, 'queue'>): QueueIndex {
    const known = this.#queues.get(queue);
    if (known === undefined) throw new RangeError(`no queue ${queue}`); // `configure` was told to keep it
    return known;
  }
}
