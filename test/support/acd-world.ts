// SPDX-License-Identifier: GPL-2.0-or-later
// What do queues and agents see of the world in a test? Telephones that ring and a log of what was asked.

import {
  Acd,
  type AcdPorts,
  type AgentState,
  type CallOrder,
  type Choosing,
  type Leaving,
  type Offer,
  type OfferEnd,
  QUEUE_DEFAULTS,
  type QueueSettings,
  type Skills,
} from '../../src/acd/index.js';
import { type Chance, type Clock, type Duration, Ids, VirtualClock } from '../../src/kernel/index.js';

/** A distribution of calls with its surroundings. */
export class AcdWorld implements AcdPorts {
  readonly clock = new VirtualClock(0);
  /** Offers that ring, by agent. */
  readonly ringing = new Map<string, Offer>();
  readonly connected: string[] = [];
  readonly announced: string[] = [];
  readonly overflowed: string[] = [];
  /** What those took along. */
  readonly left: Leaving[] = [];
  /** How many calls a test has made. */
  calls = 0;
  readonly states: string[] = [];
  /** How offers ended that were not accepted, by agent. */
  readonly ended: string[] = [];
  acd: Acd;
  readonly #settings: readonly QueueSettings[];
  #skills: ReadonlyMap<string, Skills> = new Map();

  constructor(...queues: (Partial<QueueSettings> & { readonly name: string })[]) {
    this.#settings = queues.map((queue) => ({ ...QUEUE_DEFAULTS, ...queue }));
    this.acd = new Acd(this.clock, new Ids(this.clock, () => 7), this.#settings, this);
  }

  /** The same world where agents are chosen otherwise. */
  choosing(choosing: Choosing): this {
    this.acd = new Acd(this.clock, new Ids(this.clock, () => 7), this.#settings, this, choosing);
    return this;
  }

  /** The same world by another clock. */
  on(clock: Clock, chance: Chance = () => 7): this {
    this.acd = new Acd(clock, new Ids(clock, chance), this.#settings, this);
    return this;
  }

  /** What agents can do. */
  skills(skills: Readonly<Record<string, Skills>>): this {
    this.#skills = new Map(Object.entries(skills));
    this.acd.configure(this.#settings, this.#skills);
    return this;
  }

  /** Some queues are run otherwise. */
  configured(changes: Readonly<Record<string, Partial<QueueSettings>>>, order?: CallOrder): void {
    const settings = this.#settings.map((queue) => ({ ...queue, ...changes[queue.name] }));
    this.acd.configure(settings, this.#skills, order);
  }

  /** One queue is no more. */
  without(queue: string): void {
    this.acd.configure(
      this.#settings.filter(({ name }) => name !== queue),
      this.#skills,
    );
  }

  /** Signs agents in, a second apart: the first is idle longest. */
  staff(...agents: string[]): this {
    for (const agent of agents) {
      this.acd.signIn(agent);
      this.clock.advance(1_000);
    }
    return this;
  }

  /** Who is rung for which call. */
  rung(): string[] {
    return [...this.ringing].map(([agent, { call }]) => `${call} ${agent}`);
  }

  answer(agent: string): Offer {
    const offer = this.ringing.get(agent);
    if (offer === undefined) throw new Error(`${agent} is not rung`);
    this.acd.agentAnswered(offer.offer);
    this.ringing.delete(agent);
    return offer;
  }

  ringAgent(offer: Offer): void {
    if (this.ringing.has(offer.agent)) throw new Error(`${offer.agent} is rung twice`);
    this.ringing.set(offer.agent, offer);
  }

  stopRinging(offer: Offer, why: OfferEnd): void {
    this.ringing.delete(offer.agent);
    this.ended.push(`${offer.agent} ${why}`);
  }

  connect({ call, agent }: Offer): void {
    this.connected.push(`${call} ${agent}`);
  }

  announce(call: string, position: number): void {
    this.announced.push(`${call} ${position}`);
  }

  overflow(call: string, _queue: string, _waited: Duration, leaving: Leaving): void {
    this.overflowed.push(call);
    this.left.push(leaving);
  }

  agentChanged(state: AgentState): void {
    this.states.push(`${state.agent} ${state.name}`);
  }
}
