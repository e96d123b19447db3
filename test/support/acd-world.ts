// SPDX-License-Identifier: GPL-2.0-or-later
// What do queues and agents see of the world in a test? Telephones that ring and a log of what was asked.

import {
  Acd,
  type AcdPorts,
  type AgentState,
  type Offer,
  QUEUE_DEFAULTS,
  type QueueSettings,
} from '../../src/acd/index.js';
import { Ids, VirtualClock } from '../../src/kernel/index.js';

/** A distribution of calls with its surroundings. */
export class AcdWorld implements AcdPorts {
  readonly clock = new VirtualClock(0);
  /** Offers that ring, by agent. */
  readonly ringing = new Map<string, Offer>();
  readonly connected: string[] = [];
  readonly announced: string[] = [];
  readonly overflowed: string[] = [];
  readonly states: string[] = [];
  readonly acd: Acd;

  constructor(...queues: (Partial<QueueSettings> & { readonly name: string })[]) {
    const settings = queues.map((queue) => ({ ...QUEUE_DEFAULTS, ...queue }));
    this.acd = new Acd(this.clock, new Ids(this.clock, () => 7), settings, this);
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

  stopRinging(offer: Offer): void {
    this.ringing.delete(offer.agent);
  }

  connect({ call, agent }: Offer): void {
    this.connected.push(`${call} ${agent}`);
  }

  announce(call: string, position: number): void {
    this.announced.push(`${call} ${position}`);
  }

  overflow(call: string): void {
    this.overflowed.push(call);
  }

  agentChanged(state: AgentState): void {
    this.states.push(`${state.agent} ${state.name}`);
  }
}
