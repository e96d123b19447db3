// SPDX-License-Identifier: GPL-2.0-or-later
// Which agent gets which call? Pair by pair, the call first in order to the best agent for it; who is not concerned is not looked at.

import type { Instant } from '../kernel/index.js';
import { Agenda } from './agenda.js';
import type { AgentState } from './agent-state.js';
import type { AgentSums } from './agent-sums.js';
import { type CallClass, type Entry, NO_LIMIT } from './call-class.js';
import { byPriority, type CallOrder, type Place, placeBefore } from './call-order.js';
import type { Turn } from './circle.js';
import { type Explanation, explained } from './decision.js';
import { entriesOf } from './entries.js';
import { Leads } from './leads.js';
import type { Made, MatchedQueue, ToMatch } from './matched.js';
import { Profiles, type Skills } from './needs.js';
import { OpenCalls, type Waiting } from './open-calls.js';
import { type Idleness, People, type Person, type Seat } from './people.js';
import { type Looked, QueueIndex } from './queue-index.js';

export type { Looked } from './queue-index.js';

/**
 * What holds when `next` has nothing more to give: no call that can be offered and no idle agent fit each other. So only a class of calls
 * that has been looked at by nobody, and agents who have become idle since, can make a pair.
 */
export class Matching {
  readonly looked: Looked = { agents: 0, heads: 0 };
  readonly #agenda: Agenda;
  readonly #leads: Leads;
  readonly #people = new People();
  readonly #profiles = new Profiles();
  readonly #queues = new Map<string, QueueIndex>();
  readonly #calls = new Map<string, Waiting>();
  readonly #open: OpenCalls;
  #seq = 0;

  constructor(order: CallOrder = byPriority) {
    this.#agenda = new Agenda(order, this.looked);
    this.#leads = new Leads(this.#agenda, this.looked);
    this.#open = new OpenCalls(this.#agenda, this.#leads, (entry) => this.#queue(entry));
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
    this.#people.configure(members, skills, this.#profiles.levels);
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

  /** What an agent does from now on: it is counted for what is said of decisions. */
  setState(agent: string, state: AgentState['name']): void {
    this.#people.setState(agent, state);
  }

  /** What can be said of a pair that `next` has just given. */
  explain(made: Made): Explanation {
    return explained(made, this.#queue(made), this.#people.stateOf(made.agent));
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
    return this.#open.unsettled === 0 && this.#people.fresh === 0;
  }

  /** The next pair, already counted as an offer and the agent as busy; nothing: nobody fits anybody. */
  next(now: Instant): Made | undefined {
    while (this.ask(now));
    for (let person = this.#people.takePerson(); person !== undefined; person = this.#people.takePerson())
      for (const known of this.#open.onlyFor(person.agent)) this.#agenda.add(known);
    for (let first = this.#first(now); first !== undefined; first = this.#first(now)) {
      const made = this.#bestFor(first, now);
      if (made !== undefined) return made;
      this.#open.settle(first);
    }
    this.#agenda.clear();
    this.#leads.end();
    this.#people.tried();
    return undefined;
  }

  /** The class that is to be looked at next; nothing: nobody can be for anybody. */
  #first(now: Instant): CallClass | undefined {
    if (this.isDone) return undefined;
    this.#leads.follow(now);
    return this.#agenda.first(now);
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
    return this.#queues.get(queue)?.idle.size ?? 0;
  }

  /**
   * Asks one queue which calls may be for those who have become idle; false when all have been asked. `next` asks those who are left:
   * whoever has little time asks before.
   */
  ask(now: Instant): boolean {
    const queue = this.#people.takeQueue();
    if (queue === undefined) return false;
    this.#leads.begin(queue, now);
    return true;
  }

  /** The first call of the class and who is best for it, if there is anybody. */
  #bestFor(known: CallClass, now: Instant): Made | undefined {
    const { only, queue } = known;
    if (only === undefined) {
      const seat = queue.best(known, now, this.looked);
      this.#people.concerns(queue);
      return seat && this.#pair(known, seat.who, seat, now);
    }
    this.looked.agents++;
    const person = this.#people.available(only);
    return person && this.#pair(known, person, undefined, now);
  }

  #pair(known: CallClass, person: Person, seat: Seat | undefined, now: Instant): Made {
    const { queue: index, head } = known;
    const { call, queue } = head;
    const { agent } = person;
    const question = index.question(head, now);
    this.#people.take(person);
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
    const known: QueueIndex[] = [];
    for (const name of call.queues) {
      const queue = this.#queues.get(name);
      if (queue !== undefined) known.push(queue);
    }
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
