// SPDX-License-Identifier: GPL-2.0-or-later
// Who are the agents, and who of them is idle? One actor for each, found by id or by the offer that is out to him.

import { TelephonyError } from '../faults.js';
import { Actor, type Clock } from '../kernel/index.js';
import { agentMachine } from './agent-machine.js';
import { type AgentEffect, type AgentEvent, type AgentState, signedOut } from './agent-state.js';
import type { Idle } from './matching.js';
import type { QueueSettings } from './settings.js';

type AgentActor = Actor<AgentState, AgentEvent, AgentEffect>;

/** The agents of a box and their queues. */
export class Agents {
  readonly #clock: Clock;
  readonly #perform: (effect: AgentEffect, agent: string) => void;
  readonly #actors = new Map<string, AgentActor>();
  /** Each agent's queues, with his place in their lists. */
  #places = new Map<string, Readonly<Record<string, number>>>();

  constructor(clock: Clock, perform: (effect: AgentEffect, agent: string) => void) {
    this.#clock = clock;
    this.#perform = perform;
  }

  /** Agents that no queue names any more stay as they are, but nothing comes to them. */
  configure(queues: readonly QueueSettings[]): void {
    const places = new Map<string, Record<string, number>>();
    for (const { name, agents } of queues) {
      for (const [place, agent] of agents.entries()) places.set(agent, { ...places.get(agent), [name]: place });
    }
    this.#places = places;
    for (const agent of places.keys()) if (!this.#actors.has(agent)) this.#actors.set(agent, this.#actor(agent));
  }

  get(agent: string): AgentState {
    return this.#known(agent).state;
  }

  all(): AgentState[] {
    return [...this.#actors.values()].map(({ state }) => state);
  }

  send(agent: string, event: AgentEvent): void {
    this.#known(agent).send(event);
  }

  /** To whom an offer is out; an offer that is over finds nobody. */
  offered(offer: string): string | undefined {
    return this.all().find((state) => state.name === 'ringing' && state.offer === offer)?.agent;
  }

  /** Those who can be offered a call. */
  idle(): Idle[] {
    return this.all().flatMap((state) => {
      if (state.name !== 'ready' && state.name !== 'reserved') return [];
      const since = state.name === 'ready' ? state.since : state.idleSince;
      const { agent, handled } = state;
      return [{ agent, handled, since, queues: this.#places.get(agent) ?? {}, reserved: state.name === 'reserved' }];
    });
  }

  close(): void {
    for (const actor of this.#actors.values()) actor.close();
  }

  #known(agent: string): AgentActor {
    const actor = this.#actors.get(agent);
    if (actor === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    return actor;
  }

  #actor(agent: string): AgentActor {
    const initial = signedOut(agent, this.#clock.now());
    return new Actor(agentMachine, initial, this.#clock, (effect) => this.#perform(effect, agent));
  }
}
