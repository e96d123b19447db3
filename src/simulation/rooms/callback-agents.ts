// SPDX-License-Identifier: GPL-2.0-or-later
// What have agents to do with callbacks, on paper? They lift for one that is to be dialled, are kept for their own, or stand by while it is quiet.

import type { Acd, Offer } from '../../acd/index.js';
import type { Callbacks, Claim, RequestRow, StandingBy } from '../../callback/index.js';
import type { Config } from '../../config/index.js';
import { enqueueOptions } from '../../engine/index.js';
import type { Clock, Duration, Instant } from '../../kernel/index.js';

const SHIFT: Duration = 12 * 3_600_000; // nobody stands by longer

/** What they and the rooms need of each other. */
export interface AgentNeeds {
  readonly clock: Clock;
  readonly config: Config;
  readonly acd: () => Acd;
  readonly callbacks: () => Callbacks;
}

/** An agent who is kept for a callback; `onLine`: he holds his telephone meanwhile. */
interface Held {
  readonly agent: string;
  readonly lease: string;
  readonly onLine: boolean;
}

/** The agents' side of callbacks. */
export class CallbackAgents {
  readonly #needs: AgentNeeds;
  /** The queues of each that are called for agents who stand by. */
  readonly #paced: ReadonlyMap<string, readonly string[]>;
  /** Leases for which a telephone of the house rings. */
  readonly #offered = new Set<string>();
  /** By lease, and once it is dialled by attempt. */
  readonly #held = new Map<string, Held>();
  /** Who has stood by longest first. */
  readonly #idle = new Map<string, readonly string[]>();
  readonly #talking = new Map<string, { readonly queue: string; readonly since: Instant }>();

  constructor(needs: AgentNeeds) {
    this.#needs = needs;
    const { agents, queues } = needs.config;
    const paced = queues.filter(({ callback: { mode } }) => mode === 'progressive' || mode === 'predictive');
    const names = new Set(paced.map(({ name }) => name));
    const own = agents.map(({ id, queues: all }) => [id, all.filter((queue) => names.has(queue))] as const);
    this.#paced = new Map(own.filter(([, paced]) => paced.length > 0));
  }

  /** How many stand by, of all queues. */
  get standing(): number {
    return this.#idle.size;
  }

  isReady(agent: string): boolean {
    return this.#needs.config.agents.some(({ id }) => id === agent) && this.#nameOf(agent) === 'ready';
  }

  /** Rings an agent for a claimed request: this one, or one of its queue. */
  offer(lease: string, { queue, enqueuedAt, wants }: RequestRow, only?: string): void {
    const { acd, config } = this.#needs;
    this.#offered.add(lease);
    const said = { ...(wants !== undefined && { wants }), ...(only !== undefined && { only }) };
    acd().enqueue(lease, queue, enqueueOptions(config, { queue, kind: 'callback', enqueuedAt, ...said }));
  }

  withdraw(lease: string): void {
    if (this.#offered.delete(lease)) this.#needs.acd().remove(lease);
    this.#release(lease);
  }

  begin({ lease, order, request }: Claim, agent: string): boolean {
    if (!this.#needs.acd().reserve(agent, lease)) return false;
    this.#held.set(lease, { agent, lease, onLine: false });
    if (order === 'agentFirst') {
      this.offer(lease, request, agent);
      return true;
    }
    const attempt = this.#needs.callbacks().dial(lease, agent);
    if (attempt === undefined) this.#release(lease);
    else this.#hold(attempt, { agent, lease, onLine: false });
    return attempt !== undefined;
  }

  /** He has lifted for one that is dialled now; false: its customer is on the line already. */
  lifted({ call: lease, agent }: Offer): boolean {
    if (!this.#offered.delete(lease)) return false;
    const attempt = this.#needs.callbacks().dial(lease, agent);
    if (attempt !== undefined) this.#hold(attempt, { agent, lease, onLine: true });
    else {
      this.#release(lease);
      this.#needs.acd().agentReleased(agent, lease);
    }
    return true;
  }

  /** Who holds his telephone for this attempt. */
  onLine(attempt: string): string | undefined {
    const held = this.#held.get(attempt);
    return held?.onLine ? held.agent : undefined;
  }

  /** He talks with the customer; gives the call that he is released from when they have done. */
  joined(attempt: string, agent: string, queue: string): string {
    const acd = this.#needs.acd();
    if (this.#nameOf(agent) !== 'talking') acd.engage(agent, attempt, queue);
    this.#release(attempt);
    return this.#callOf(agent) ?? attempt;
  }

  /** An attempt has come to nothing: who held his telephone for it puts down. */
  failed(attempt: string): void {
    this.#needs.acd().remove(attempt);
    const held = this.#release(attempt);
    const call = held?.onLine ? this.#callOf(held.agent) : undefined;
    if (held !== undefined && call !== undefined) this.#needs.acd().agentReleased(held.agent, call);
  }

  standingBy(queue: string): StandingBy {
    let [idle, talking] = [0, 0];
    for (const [agent, queues] of this.#idle) if (queues.includes(queue) && this.#nameOf(agent) === 'reserved') idle++;
    for (const [agent, talk] of this.#talking) {
      const name = this.#nameOf(agent);
      if (name !== 'talking' && name !== 'wrapUp') this.#talking.delete(agent);
      else if (talk.queue === queue) talking++;
    }
    return { idle, talking };
  }

  dialStanding(lease: string, queue: string): boolean {
    const agent = this.#take(queue);
    if (agent === undefined) return false;
    const attempt = this.#needs.callbacks().dialHeld(lease, agent);
    if (attempt !== undefined) this.#hold(attempt, { agent, lease: standingToken(agent), onLine: true });
    else {
      this.#talking.delete(agent);
      this.#idle.set(agent, this.#paced.get(agent) ?? []);
    }
    return attempt !== undefined;
  }

  /** One who stands by takes a customer who has answered what was dialled ahead. */
  takeStanding(queue: string, attempt: string): string | undefined {
    const agent = this.#take(queue);
    if (agent !== undefined) this.#hold(attempt, { agent, lease: standingToken(agent), onLine: true });
    return agent;
  }

  /** It is quiet: whoever is ready stands by. */
  stand(): void {
    for (const agent of this.#idle.keys()) if (this.#nameOf(agent) !== 'reserved') this.#leaves(agent);
    for (const [agent, queues] of this.#paced) if (this.#nameOf(agent) === 'ready') this.#stand(agent, queues);
  }

  /** It is no longer quiet: they put down and are there for callers. */
  putDown(): void {
    for (const agent of this.#idle.keys()) this.#leaves(agent);
  }

  #leaves(agent: string): void {
    this.#idle.delete(agent);
    this.#needs.acd().unreserve(agent, standingToken(agent));
  }

  #stand(agent: string, queues: readonly string[]): void {
    const { acd, callbacks, clock } = this.#needs;
    if (!acd().reserve(agent, standingToken(agent), SHIFT)) return;
    const before = this.#talking.get(agent);
    this.#talking.delete(agent);
    if (before !== undefined) callbacks().handled(before.queue, clock.now() - before.since);
    this.#idle.set(agent, queues);
  }

  #take(queue: string): string | undefined {
    for (const [agent, queues] of this.#idle) {
      if (!queues.includes(queue) || this.#nameOf(agent) !== 'reserved') continue;
      this.#idle.delete(agent);
      this.#talking.set(agent, { queue, since: this.#needs.clock.now() });
      return agent;
    }
    return undefined;
  }

  #hold(attempt: string, held: Held): void {
    this.#held.delete(held.lease);
    this.#held.set(attempt, held);
  }

  #release(token: string): Held | undefined {
    const held = this.#held.get(token);
    this.#held.delete(token);
    if (held !== undefined) this.#needs.acd().unreserve(held.agent, held.lease);
    return held;
  }

  #nameOf(agent: string) {
    return this.#needs.acd().agent(agent).name;
  }

  #callOf(agent: string): string | undefined {
    const state = this.#needs.acd().agent(agent);
    return state.name === 'talking' ? state.call : undefined;
  }
}

/** What an agent is reserved under while he stands by. */
const standingToken = (agent: string) => `standing-${agent}`;
