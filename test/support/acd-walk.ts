// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever happens at the queues, by any strategy: is every decision the one that a plain matcher makes, and is nobody lost or had twice?

import {
  Acd,
  type AcdPorts,
  type AgentState,
  type Decision,
  type Need,
  type Offer,
  type OfferEnd,
  QUEUE_DEFAULTS,
  type QueueSettings,
  STRATEGY_WORDS,
  type StrategyWord,
  suffice,
  type Terms,
} from '../../src/acd/index.js';
import { Ids, seededChance, VirtualClock } from '../../src/kernel/index.js';
import { Random } from '../../src/sim/index.js';
import { PlainAgent, plainOrder } from './plain-people.js';

const AGENTS = [...'abcdefghij'];
const NAMES = ['orders', 'service', 'support'];
const SKILLS = ['english', 'billing'];

interface PlainCall {
  readonly call: string;
  readonly queues: readonly string[];
  readonly priority: number;
  readonly seq: number;
  readonly enqueuedAt: number;
  readonly needs: readonly Need[];
  readonly only: string | undefined;
  nth: number;
  readonly offers: Map<string, Offer>;
  limit: number;
}

/** What a walk has seen; decisions among several agents, by strategy. */
export interface Seen {
  events: number;
  decisions: number;
  readonly among: Partial<Record<StrategyWord, number>>;
}

/** One walk: throws at the first thing that is wrong. */
export class AcdWalk implements AcdPorts {
  readonly #clock = new VirtualClock(1_000);
  readonly #random: Random;
  readonly #seen: Seen;
  readonly #acd: Acd;
  readonly #agents: ReadonlyMap<string, PlainAgent>;
  readonly #calls = new Map<string, PlainCall>();
  readonly #last = new Map<string, string>();
  readonly #talks = new Map<string, string>();
  #settings: readonly QueueSettings[] = [];
  #count = 0;
  /** Many calls come, or few. */
  #rush = false;
  #late = '';

  constructor(seed: number, seen: Seen) {
    this.#random = new Random(seed);
    this.#seen = seen;
    const skills = () => Object.fromEntries(SKILLS.map((skill) => [skill, this.#random.integer(0, 4)]));
    this.#agents = new Map(AGENTS.map((agent) => [agent, new PlainAgent(agent, skills())]));
    this.#acd = new Acd(this.#clock, new Ids(this.#clock, seededChance(seed, 1, 2)), [], this);
    this.#configure();
  }

  walk(events: number): void {
    for (let i = 0; i < events; i++) {
      this.#seen.events++;
      this.#event();
      this.#check();
    }
    this.#end();
  }

  #configure(): void {
    this.#settings = NAMES.map((name, index): QueueSettings => {
      const terms = AGENTS.map((agent): [string, Terms] => {
        return [agent, { penalty: this.#random.chance(0.3) ? 1 : 0, weight: this.#random.integer(1, 3) }];
      });
      const agents = AGENTS.slice(2 * index, 2 * index + 6).reverse();
      const [strategy, ringAtMost] = [this.#pick(STRATEGY_WORDS), this.#random.integer(2, 5)];
      const own = {
        name,
        agents,
        strategy,
        ringAtMost,
        terms: new Map(terms),
        wrapUp: this.#random.integer(0, 1) * 9_000,
      };
      return { ...QUEUE_DEFAULTS, ...own, maxWait: 120_000, announce: { position: false, every: 30_000 } };
    });
    const skills = new Map([...this.#agents].map(([agent, his]) => [agent, his.skills]));
    this.#acd.configure(this.#settings, skills);
  }

  #event(): void {
    const [acd, agent, kind] = [this.#acd, this.#pick(AGENTS), this.#random.integer(0, 199)];
    this.#rush = this.#seen.events % 100 >= 80;
    if (kind < (this.#rush ? 60 : 24)) this.#enqueue();
    else if (kind < 74) this.#answer();
    else if (kind < 80) this.#together();
    else if (kind < 84) this.#decline();
    else if (kind < 86) for (const other of AGENTS) this.#returns(other);
    else if (kind < 112) this.#release(agent);
    else if (kind < 120) this.#abandon();
    else if (kind < 132) acd.signIn(agent);
    else if (kind < 135) acd.signOut(agent);
    else if (kind < 150) acd.ready(agent);
    else if (kind < 154) acd.notReady(agent, 'break');
    else if (kind < 158) acd.finishWrapUp(agent);
    else if (kind < 161) acd.reserve(agent, 'token', 20_000);
    else if (kind < 163) acd.unreserve(agent, 'token');
    else if (kind < 167) acd.line(agent, this.#random.chance(0.3) ? 'busy' : 'free');
    else if (kind < 168) this.#rollOver();
    else if (kind < 170) this.#configure();
    else if (kind < 171) acd.agentAnswered(this.#late);
    else this.#clock.advance(this.#random.integer(0, this.#random.chance(0.1) ? 30_000 : 2_000));
  }

  /** He has done with what he did, and is there for calls. */
  #returns(agent: string): void {
    this.#release(agent);
    this.#acd.finishWrapUp(agent);
    this.#acd.signIn(agent);
    this.#acd.ready(agent);
    this.#acd.line(agent, 'free');
  }

  /** At an instant of its own: what was done in the same one is of the day before or of the next, as it comes. */
  #rollOver(): void {
    this.#clock.advance(1);
    for (const agent of this.#agents.values()) agent.rollOver(this.#clock.now());
    this.#acd.rollOver();
  }

  #enqueue(): void {
    const call = `call-${this.#count}`;
    const queues = [...new Set([this.#pick(NAMES), ...(this.#random.chance(0.2) ? [this.#pick(NAMES)] : [])])];
    const some = SKILLS.slice(0, this.#random.integer(1, 2));
    const needs = this.#random.chance(0.5) ? [] : some.map((skill) => ({ skill, level: this.#random.integer(1, 2) }));
    const priority = this.#random.integer(0, 2);
    const only = this.#random.chance(0.05) ? this.#pick(AGENTS) : undefined;
    const enqueuedAt = this.#clock.now();
    const facts = { call, queues, needs, priority, only, enqueuedAt, seq: this.#count++ };
    this.#calls.set(call, { ...facts, nth: 0, offers: new Map(), limit: Number.POSITIVE_INFINITY });
    this.#acd.enqueue(call, queues, { needs, priority, ...(only === undefined ? {} : { only }) });
  }

  #offers(): Offer[] {
    return [...this.#calls.values()].flatMap(({ offers }) => [...offers.values()]);
  }

  #answer(): void {
    const offers = this.#offers();
    if (offers.length > 0) this.#acd.agentAnswered(this.#pick(offers).offer);
  }

  /** Several accept in one turn. */
  #together(): void {
    const offers = this.#offers().filter(() => this.#random.chance(0.7));
    this.#acd.apply(offers.map(({ offer }, sequence) => ({ type: 'answered', offer, sequence: sequence >> 1 })));
  }

  #decline(): void {
    const offers = this.#offers();
    if (offers.length > 0) this.#acd.agentDeclined(this.#pick(offers).offer);
  }

  #release(agent: string): void {
    const state = this.#acd.agent(agent);
    if (state.name !== 'talking') return;
    this.#talks.delete(agent);
    this.#acd.agentReleased(agent, state.call);
  }

  #abandon(): void {
    const calls = [...this.#calls.keys()];
    if (calls.length === 0) return;
    const call = this.#pick(calls);
    this.#calls.delete(call);
    this.#acd.abandon(call);
  }

  decided(decision: Decision): void {
    const { call, queue, winner, nth } = decision;
    const known = this.#known(call);
    const [best] = this.#inOrder().filter(([other, name]) => this.#candidates(other, name).length > 0);
    if (best?.[0] !== known || best[1] !== queue) throw new Error(`${call} of ${queue} before ${best?.[0].call}`);
    const candidates = this.#candidates(known, queue);
    const { strategy, agents: members, terms = new Map() } = this.#queue(queue);
    const [now, last, { needs }] = [this.#clock.now(), this.#last.get(queue), known];
    const choice = { strategy, members, terms, last, call, nth: known.nth, queue, needs, now };
    const order = plainOrder(candidates, choice);
    const [expected = ''] = order;
    this.#checkTold(decision, known, members, order);
    if (expected !== winner.agent || nth !== known.nth)
      throw new Error(`${strategy}: ${winner.agent} instead of ${expected} for ${call}`);
    this.#seen.decisions++;
    if (candidates.length > 1) this.#seen.among[strategy] = (this.#seen.among[strategy] ?? 0) + 1;
    if (members.includes(expected)) this.#last.set(queue, expected);
    if (known.offers.size === 0) {
      const hisPenalty = terms.get(expected)?.penalty ?? 0;
      known.limit = known.only === undefined ? hisPenalty : Number.POSITIVE_INFINITY;
    }
    known.nth++;
  }

  /** Who would have been next, how many more, and why not the others: told as it is when everybody is looked at. */
  #checkTold(
    { call, queue, next, further, others }: Decision,
    known: PlainCall,
    members: readonly string[],
    order: readonly string[],
  ): void {
    const [winner, ...rest] = order;
    const reasons: Record<string, number> = {};
    const { terms = new Map() } = this.#queue(queue);
    for (const agent of members) {
      if (agent === winner || (known.only === undefined && rest.includes(agent))) continue;
      const { name, skills = {} } = this.#agents.get(agent) ?? {};
      const isAble = suffice(skills, known.needs) && (terms.get(agent)?.penalty ?? 0) > known.limit;
      const idle = isAble ? 'penalty' : 'skill';
      const reason = known.only !== undefined ? 'notHim' : name === 'ready' ? idle : (name ?? '');
      reasons[reason] = (reasons[reason] ?? 0) + 1;
    }
    const want = { next: rest.slice(0, 5), further: Math.max(0, rest.length - 5), others: sorted(reasons) };
    const have = { next: next.map(({ agent }) => agent), further, others: sorted(others) };
    if (JSON.stringify(want) !== JSON.stringify(have))
      throw new Error(`${call}: told ${JSON.stringify(have)} instead of ${JSON.stringify(want)}`);
  }

  ringAgent(offer: Offer): void {
    const { call, agent, queue } = offer;
    if (this.#offers().some((other) => other.agent === agent)) throw new Error(`${agent} is rung twice`);
    if (this.#talks.has(agent)) throw new Error(`${agent} is rung while he talks`);
    const known = this.#known(call);
    known.offers.set(offer.offer, offer);
    const { strategy, ringAtMost } = this.#queue(queue);
    const most = strategy === 'ringAll' ? ringAtMost : 1;
    if (known.offers.size > most) throw new Error(`${call} rings at ${known.offers.size}, of ${most}`);
    this.#late = this.#random.chance(0.1) ? offer.offer : this.#late;
  }

  stopRinging({ call, offer }: Offer, _why: OfferEnd): void {
    this.#calls.get(call)?.offers.delete(offer);
  }

  connect({ call, agent }: Offer): void {
    if (!this.#calls.delete(call)) throw new Error(`${call} is joined and does not wait`);
    if (this.#talks.has(agent)) throw new Error(`${agent} talks in two calls`);
    this.#talks.set(agent, call);
  }

  announce(): void {}

  overflow(call: string): void {
    if (!this.#calls.delete(call)) throw new Error(`${call} overflows and does not wait`);
  }

  agentChanged(state: AgentState): void {
    this.#agents.get(state.agent)?.changed(state, this.#clock.now());
  }

  /** Pairs of a call and a queue that could be offered, in the order in which they are served. */
  #inOrder(): [PlainCall, string][] {
    const open = [...this.#calls.values()].flatMap((call) =>
      call.queues.flatMap((queue, nth): { call: PlainCall; queue: string; nth: number }[] => {
        const [out] = call.offers.values();
        const { strategy, ringAtMost } = this.#queue(queue);
        const most = strategy === 'ringAll' ? ringAtMost : 1;
        const isOpen = out === undefined || (out.queue === queue && call.offers.size < most);
        return isOpen ? [{ call, queue, nth }] : [];
      }),
    );
    const order = open.sort(
      ({ call: a, nth: x }, { call: b, nth: y }) =>
        b.priority - a.priority || a.enqueuedAt - b.enqueuedAt || a.seq - b.seq || x - y,
    );
    return order.map(({ call, queue }) => [call, queue]);
  }

  #candidates({ needs, only, offers, limit }: PlainCall, queue: string): PlainAgent[] {
    const { agents, terms = new Map() } = this.#queue(queue);
    return [...this.#agents.values()].filter(({ agent, name, skills }) => {
      const { line } = this.#acd.agent(agent); // of which alone nobody is told
      if (only !== undefined) return agent === only && (name === 'ready' || (name === 'reserved' && line === 'free'));
      const isAsked = offers.size === 0 || (terms.get(agent)?.penalty ?? 0) <= limit;
      return name === 'ready' && agents.includes(agent) && isAsked && suffice(skills, needs);
    });
  }

  #check(): void {
    for (const { call, offers } of this.#calls.values()) {
      const waiting = this.#acd.waiting(call);
      if (waiting === undefined) throw new Error(`${call} is lost`);
      const [have, want] = [[...waiting.offers].sort().join(), [...offers.keys()].sort().join()];
      if (have !== want) throw new Error(`${call} is offered by ${have} instead of ${want}`);
    }
    const [left] = this.#inOrder().filter(([call, queue]) => this.#candidates(call, queue).length > 0);
    if (left !== undefined) throw new Error(`${left[0].call} waits beside an agent of ${left[1]}`);
    for (const state of this.#acd.agents()) {
      const { agent, name } = state;
      const call = this.#talks.get(agent);
      if ((name === 'talking') !== (call !== undefined) || (name === 'talking' && state.call !== call))
        throw new Error(`${agent} is ${name}, and talks in ${call}`);
      if (name === 'ringing' && !this.#calls.get(state.call)?.offers.has(state.offer))
        throw new Error(`${agent} rings for nothing`);
    }
  }

  #end(): void {
    for (const call of [...this.#calls.keys()]) {
      this.#calls.delete(call);
      this.#acd.remove(call);
    }
    for (const agent of AGENTS) {
      this.#acd.signOut(agent);
      this.#release(agent);
      if (this.#acd.agent(agent).name === 'reserved') this.#acd.unreserve(agent, 'token');
    }
    // One alarm stands for all deadlines, and is not moved for those that are taken back: it finds nothing due, and sets no other.
    this.#clock.advanceTo(this.#clock.next() ?? this.#clock.now());
    if (this.#clock.next() !== undefined) throw new Error('a timer is left behind');
    for (const { name, tally, waiting } of this.#acd.queues()) {
      if (waiting.length > 0) throw new Error(`${name} has calls left`);
      if (tally.answered + tally.abandoned + tally.overflowed > tally.enqueued)
        throw new Error(`${name} counts too many`);
    }
    this.#acd.close();
  }

  #known(call: string): PlainCall {
    const known = this.#calls.get(call);
    if (known === undefined) throw new Error(`${call} does not wait`);
    return known;
  }

  #queue(name: string): QueueSettings {
    const known = this.#settings.find((queue) => queue.name === name);
    if (known === undefined) throw new Error(`no queue ${name}`);
    return known;
  }

  #pick<T>(from: readonly T[]): T {
    return from[this.#random.integer(0, from.length - 1)] as T;
  }
}

function sorted(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
}
