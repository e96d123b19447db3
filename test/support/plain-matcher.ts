// SPDX-License-Identifier: GPL-2.0-or-later
// Who should get which call? The rule said plainly, looking at everybody each time: what the indexed matching is held against.

import {
  byPriority,
  type CallOrder,
  type Candidate,
  type Idleness,
  type MatchedQueue,
  type Pair,
  Question,
  type Skills,
  suffice,
  type ToMatch,
} from '../../src/acd/index.js';
import type { Instant } from '../../src/kernel/index.js';

/** A pair, and among how many it was chosen. */
export interface Decision extends Pair {
  /** Agents who could have been given this call. */
  readonly candidates: readonly Candidate[];
  /** Calls that could have been offered, this one first. */
  readonly heads: readonly PlainCall[];
}

/** A call with a place in the order. */
export interface PlainCall {
  readonly call: ToMatch;
  readonly queue: string;
  readonly priority: number;
  readonly weight: number;
  readonly enqueuedAt: Instant;
  readonly seq: number;
  readonly nth: number;
  readonly offered: number;
  readonly limit: number;
}

const ANY = Number.POSITIVE_INFINITY;

interface Waits {
  call: ToMatch;
  readonly seq: number;
  offered: number;
  offers: number;
  limit: number;
  via: string | undefined;
}

/** All that matching knows, kept in plain maps. The methods are those of `Matching`. */
export class PlainMatcher {
  #order: CallOrder;
  #queues: readonly MatchedQueue[] = [];
  #skills: ReadonlyMap<string, Skills> = new Map();
  readonly #idle = new Map<string, Idleness>();
  readonly #calls = new Map<string, Waits>();
  /** Who was offered a call last, by queue. */
  readonly #last = new Map<string, string>();
  #seq = 0;

  constructor(order: CallOrder = byPriority) {
    this.#order = order;
  }

  configure(
    queues: readonly MatchedQueue[],
    skills: ReadonlyMap<string, Skills> = new Map(),
    order: CallOrder = this.#order,
  ): void {
    this.#order = order;
    this.#queues = queues;
    this.#skills = skills;
  }

  setIdle(agent: string, idleness: Idleness | undefined): void {
    if (idleness === undefined) this.#idle.delete(agent);
    else this.#idle.set(agent, idleness);
  }

  add(call: ToMatch): void {
    this.#calls.set(call.call, { call, seq: this.#seq++, offered: 0, offers: 0, limit: ANY, via: undefined });
  }

  change(call: ToMatch): void {
    const waits = this.#calls.get(call.call);
    if (waits !== undefined) waits.call = call;
  }

  remove(call: string): void {
    this.#calls.delete(call);
  }

  returned(call: string): void {
    const waits = this.#calls.get(call);
    if (waits === undefined) return;
    waits.offers = Math.max(0, waits.offers - 1);
    if (waits.offers === 0) waits.via = undefined;
  }

  /** Every pair of a call and a queue in order; the first for which there is an agent, and the best of these. */
  next(now: Instant): Decision | undefined {
    const open = this.#open().sort((a, b) => this.#order.compare(a, b, now));
    const heads = open.filter((pair) => this.#candidates(pair).length > 0);
    const [first] = heads;
    if (first === undefined) return undefined;
    const { strategy, seed = first.queue, agents } = this.#queue(first.queue);
    const after = agents.indexOf(this.#last.get(first.queue) ?? '');
    const { call, needs } = first.call;
    const question = new Question(now, { call, needs, nth: first.offered, after, seed });
    const candidates = this.#candidates(first).sort((a, b) => strategy.compare(a, b, question));
    const agent = candidates[0]?.who.agent ?? '';
    this.#idle.delete(agent);
    if (agents.includes(agent)) this.#last.set(first.queue, agent);
    const waits = this.#calls.get(first.call.call);
    if (waits !== undefined) {
      waits.offered++;
      if (waits.offers++ === 0) waits.limit = first.call.only === undefined ? (candidates[0]?.penalty ?? ANY) : ANY;
      waits.via = first.queue;
    }
    return { call: first.call.call, queue: first.queue, agent, candidates, heads };
  }

  position(call: string, now: Instant): number | undefined {
    const all = [...this.#calls.values()].flatMap((waits) => this.#places(waits));
    const own = all.filter((place) => place.call.call === call);
    const positions = own.map(
      (place) =>
        1 + all.filter((other) => other.queue === place.queue && this.#order.compare(other, place, now) < 0).length,
    );
    return positions.length === 0 ? undefined : Math.min(...positions);
  }

  #open(): PlainCall[] {
    return [...this.#calls.values()].flatMap((waits) => {
      const { offers, via } = waits;
      return this.#places(waits).filter(
        ({ queue }) => offers === 0 || (via === queue && offers < this.#queue(queue).strategy.atOnce),
      );
    });
  }

  #candidates({ call, queue, limit }: PlainCall): Candidate[] {
    const { agents, terms = new Map() } = this.#queue(queue);
    return [...this.#idle].flatMap(([agent, { since, sums, reserved }]) => {
      const skills = this.#skills.get(agent) ?? {};
      const place = agents.indexOf(agent);
      const { penalty = 0, weight = 1 } = terms.get(agent) ?? {};
      const isFor = penalty <= limit && penalty <= (call.penalty ?? ANY) && suffice(skills, call.needs);
      const isHis = !reserved && place >= 0 && isFor;
      const fits = call.only === undefined ? isHis : call.only === agent;
      return fits ? [{ who: { agent, since, sums, skills }, place, penalty, weight }] : [];
    });
  }

  #places({ call, seq, offered, offers, limit: own }: Waits): PlainCall[] {
    const { priority, enqueuedAt } = call;
    const limit = offers === 0 ? ANY : own;
    return call.queues.map((queue, nth) => {
      const { weight = 0 } = this.#queue(queue);
      return { call, queue, priority, weight, enqueuedAt, seq, nth, offered, limit };
    });
  }

  #queue(name: string): MatchedQueue {
    const queue = this.#queues.find((other) => other.name === name);
    if (queue === undefined) throw new Error(`no queue ${name}`);
    return queue;
  }
}
