// SPDX-License-Identifier: GPL-2.0-or-later
// Which agent gets which call? Pair by pair, the call first in order to the best agent for it; who is not concerned is not looked at.

import type { Instant } from '../kernel/index.js';
import { Agenda } from './agenda.js';
import type { AgentSums } from './agent-sums.js';
import { byPriority, type CallOrder, type Place, placeBefore } from './call-order.js';
import { entriesOf } from './entries.js';
import { type Need, Profiles, type Skills } from './needs.js';
import { type Idleness, People, type Person, type Terms } from './people.js';
import { type CallClass, type Entry, type Looked, QueueIndex } from './queue-index.js';
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
}

/** A call, an agent, and the queue that brought them together. */
export interface Pair {
  readonly call: string;
  readonly queue: string;
  readonly agent: string;
}

export type { Looked } from './queue-index.js';

interface Waiting {
  readonly seq: number;
  entries: readonly Entry[];
  offers: number;
  /** The queue by which it is being offered. */
  via: string | undefined;
}

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
  /** Classes of calls for one agent alone, by him. */
  readonly #onlyFor = new Map<string, Set<CallClass>>();
  /** Classes on the agenda that are to be asked of every idle agent. */
  #unsettled = 0;
  #seq = 0;

  constructor(order: CallOrder = byPriority) {
    this.#agenda = new Agenda(order, this.looked);
  }

  /** New queues, agents, skills, order. A queue in which a call waits must be among them. Every idle agent is asked again. */
  configure(queues: readonly MatchedQueue[], skills: ReadonlyMap<string, Skills> = new Map(), order?: CallOrder): void {
    if (order !== undefined) this.#agenda.order = order;
    const named = new Set(queues.map(({ name }) => name));
    for (const name of [...this.#queues.keys()]) if (!named.has(name)) this.#queues.delete(name);
    const members = queues.map(({ name, strategy, agents, weight = 0, terms = new Map() }) => {
      const queue = this.#queues.get(name) ?? new QueueIndex(name, strategy);
      queue.strategy = strategy;
      queue.weight = weight;
      this.#queues.set(name, queue);
      return { queue, agents, terms };
    });
    this.#people.configure(members, skills);
    for (const waiting of this.#calls.values()) {
      for (const entry of waiting.entries) entry.weight = this.#queue(entry).weight;
      this.#openOrClose(waiting);
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
  }

  /** A call begins to wait. */
  add(call: ToMatch): void {
    const waiting: Waiting = { seq: this.#seq++, entries: [], offers: 0, via: undefined };
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
    this.#openOrClose(waiting);
  }

  /** Nothing has happened that could make a pair since `next` had none to give. */
  get isDone(): boolean {
    return this.#unsettled === 0 && this.#people.fresh.size === 0;
  }

  /** The next pair, already counted as an offer and the agent as busy; nothing: nobody fits anybody. */
  next(now: Instant): Pair | undefined {
    while (this.ask(now));
    for (const { agent } of this.#people.takePeople())
      for (const known of this.#onlyFor.get(agent) ?? []) this.#agenda.add(known);
    for (let first = this.#agenda.first(now); first !== undefined; first = this.#agenda.first(now)) {
      if (this.isDone) break;
      const person = this.#bestFor(first, now);
      if (person !== undefined) return this.#pair(first.head, person);
      this.#agenda.remove(first);
      if (!first.settled) this.#unsettled--;
      first.settled = true;
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

  #bestFor(known: CallClass, now: Instant): Person | undefined {
    const { only, queue } = known;
    if (only === undefined) return queue.best(known, now, this.looked)?.who;
    this.looked.agents++;
    return this.#people.available(only);
  }

  #pair({ call, queue }: Entry, { agent }: Person): Pair {
    this.#people.setIdle(agent, undefined);
    const waiting = this.#calls.get(call);
    if (waiting !== undefined) {
      waiting.offers++;
      waiting.via = queue;
      this.#openOrClose(waiting);
    }
    return { call, queue, agent };
  }

  #enter(call: ToMatch, waiting: Waiting): void {
    // One more queue that it was to wait in may be gone by now.
    const known = call.queues.flatMap((queue) => this.#queues.get(queue) ?? []);
    waiting.entries = entriesOf(call, waiting.seq, known, this.#profiles);
    for (const entry of waiting.entries) this.#queue(entry).join(entry);
    this.#openOrClose(waiting);
  }

  #retire({ entries }: Waiting): void {
    for (const entry of entries) {
      if (entry.isOpen) this.#close(entry);
      this.#queue(entry).leave(entry);
    }
  }

  /** A call is offered by one queue at a time, to as many agents at once as that queue's strategy rings. */
  #openOrClose({ entries, offers, via }: Waiting): void {
    for (const entry of entries) {
      const open = offers === 0 || (via === entry.queue && offers < this.#queue(entry).strategy.atOnce);
      if (open && !entry.isOpen) this.#open(entry);
      if (!open && entry.isOpen) this.#close(entry);
    }
  }

  #open(entry: Entry): void {
    const known = this.#queue(entry).classOf(entry);
    const isNew = known.entries.size === 0;
    entry.isOpen = true;
    known.entries.add(entry);
    if (known.entries.first === entry) this.#lead(known, entry);
    if (!isNew) return;
    this.#unsettled++;
    this.#agenda.add(known);
    if (entry.only === undefined) return;
    const own = this.#onlyFor.get(entry.only);
    if (own === undefined) this.#onlyFor.set(entry.only, new Set([known]));
    else own.add(known);
  }

  #close(entry: Entry): void {
    const { classes } = this.#queue(entry);
    const known = classes.get(entry.key);
    if (known === undefined) return;
    entry.isOpen = false;
    if (known.entries.size > 1) {
      const wasFirst = known.head === entry;
      known.entries.delete(entry);
      if (wasFirst) this.#lead(known, known.entries.first ?? entry);
      return;
    }
    this.#agenda.remove(known);
    if (!known.settled) this.#unsettled--;
    known.entries.delete(entry);
    classes.delete(entry.key);
    if (entry.only !== undefined) this.#onlyFor.get(entry.only)?.delete(known);
  }

  #lead(known: CallClass, head: Entry): void {
    known.head = head;
    this.#agenda.moved(known);
  }

  #queue({ queue }: Entry): QueueIndex {
    const known = this.#queues.get(queue);
    if (known === undefined) throw new RangeError(`no queue ${queue}`); // `configure` was told to keep it
    return known;
  }
}
