// SPDX-License-Identifier: GPL-2.0-or-later
// Who are the agents, and what have they done today? One actor for each, and what matching and counts know of him.

import { TelephonyError } from '../faults.js';
import { Actor, type Clock } from '../kernel/index.js';
import { agentMachine } from './agent-machine.js';
import { type AgentEffect, type AgentEvent, type AgentState, signedOut } from './agent-state.js';
import { type AgentSums, idleSince, noSums, type SumsBefore, sumsAfter } from './agent-sums.js';
import { Serving } from './expected-wait.js';
import type { Matching } from './matching.js';
import { type Need, type Skills, suffice } from './needs.js';
import type { Offer } from './ports.js';
import type { QueueSettings } from './settings.js';

interface Agent {
  readonly actor: Actor<AgentState, AgentEvent, AgentEffect>;
  /** The last state that has been taken into account. */
  state: AgentState;
  sums: AgentSums;
  queues: readonly string[];
  /** So many misses in a row make him not ready: the smallest figure of his queues. */
  misses: number;
}

/** The agents of a box. */
export class Agents {
  /** How fast they serve each queue. */
  readonly serving = new Serving();
  readonly #clock: Clock;
  readonly #matching: Matching;
  readonly #perform: (effect: AgentEffect, agent: string) => void;
  readonly #agents = new Map<string, Agent>();
  readonly #signedIn = new Map<string, number>();
  #skills: ReadonlyMap<string, Skills> = new Map();
  /** They have just let a call ring: others are asked first. */
  readonly #last = new Set<string>();
  #ready = 0;
  #today = noSums(Number.NEGATIVE_INFINITY);

  constructor(clock: Clock, matching: Matching, perform: (effect: AgentEffect, agent: string) => void) {
    this.#clock = clock;
    this.#matching = matching;
    this.#perform = perform;
  }

  /** Agents that no queue names any more stay as they are, but nothing comes to them. */
  configure(queues: readonly QueueSettings[], skills: ReadonlyMap<string, Skills>): void {
    this.#skills = skills;
    const queuesOf = new Map<string, string[]>();
    const missesOf = new Map<string, number>();
    for (const { name, agents, misses } of queues) {
      for (const agent of agents) {
        missesOf.set(agent, Math.min(misses, missesOf.get(agent) ?? misses));
        const own = queuesOf.get(agent);
        if (own === undefined) queuesOf.set(agent, [name]);
        else own.push(name);
      }
    }
    for (const agent of queuesOf.keys()) if (!this.#agents.has(agent)) this.#agents.set(agent, this.#agent(agent));
    this.#signedIn.clear();
    this.serving.configure(queues.map(({ name }) => name));
    for (const [id, agent] of this.#agents) {
      agent.queues = queuesOf.get(id) ?? [];
      agent.misses = missesOf.get(id) ?? 1;
      if (agent.state.name !== 'signedOut') this.#count(agent, 1);
      this.serving.changed(agent.queues, undefined, agent.state, this.#clock.now());
    }
  }

  get(agent: string): AgentState {
    return this.#known(agent).actor.state;
  }

  /** What he has done since he signed in or the day began. */
  sums(agent: string): AgentSums {
    return this.#sumsOf(this.#known(agent));
  }

  all(): AgentState[] {
    return [...this.#agents.values()].map(({ actor }) => actor.state);
  }

  send(agent: string, event: AgentEvent): void {
    this.#known(agent).actor.send(event);
  }

  /** He is offered a call. */
  offer(asked: Offer, { ringTimeout, declined }: Pick<QueueSettings, 'ringTimeout' | 'declined'>): void {
    const { offer, call, queue, kind, agent } = asked;
    const { actor, misses } = this.#known(agent);
    actor.send({ type: 'offered', offer, call, queue, kind, ringTimeout, declined, misses });
  }

  /** Whoever has let a call ring may be offered it again: nobody else is there for it. False: there is nobody. */
  admitLast(): boolean {
    if (this.#last.size === 0) return false;
    const last = [...this.#last];
    this.#last.clear();
    for (const id of last) this.#tellMatching(id);
    return true;
  }

  /** Somebody is still to be admitted. */
  get hasLast(): boolean {
    return this.#last.size > 0;
  }

  /** How many could be offered any call. */
  get ready(): number {
    return this.#ready;
  }

  queuesOf(agent: string): readonly string[] {
    return this.#known(agent).queues;
  }

  /** Whether anybody of these queues is signed in who can do this; `present`: and is not on a break. Looks at everybody. */
  some(queues: readonly string[], needs: readonly Need[], present: boolean): boolean {
    for (const [id, { state, queues: own }] of this.#agents) {
      if (state.name === 'signedOut' || (present && state.name === 'notReady')) continue;
      if (own.some((queue) => queues.includes(queue)) && suffice(this.#skills.get(id) ?? {}, needs)) return true;
    }
    return false;
  }

  signedIn(queue: string): number {
    return this.#signedIn.get(queue) ?? 0;
  }

  /** He goes on as he was before a restart: the time in between is not counted. */
  restore(id: string, { signedIn, ...sums }: SumsBefore): void {
    const agent = this.#known(id);
    agent.sums = { ...sums, from: Math.floor(this.#clock.now()) - signedIn };
    this.#tellMatching(id);
  }

  /** The day begins: sums count from now. Nobody is looked at for it. */
  rollOver(): void {
    this.#today = noSums(Math.floor(this.#clock.now()));
    this.#matching.rollOver(this.#today);
  }

  /** Takes an agent's new state into account; before anybody is told of it. */
  changed(id: string): void {
    const agent = this.#known(id);
    const { state: before } = agent;
    const after = agent.actor.state;
    agent.sums = sumsAfter(this.#sumsOf(agent), before, after, this.#clock.now());
    agent.state = after;
    this.serving.changed(agent.queues, before, after, this.#clock.now());
    this.#ready += Number(after.name === 'ready') - Number(before.name === 'ready');
    const came = Number(after.name !== 'signedOut') - Number(before.name !== 'signedOut');
    if (came !== 0) this.#count(agent, came);

    if (after.misses > before.misses) this.#last.add(id);
    else this.#last.delete(id);
    this.#matching.setState(id, after.name);
    this.#tellMatching(id);
  }

  #tellMatching(id: string): void {
    const { state, sums } = this.#known(id);
    const isFree = state.name === 'ready' || (state.name === 'reserved' && state.line === 'free');
    const since = isFree && !this.#last.has(id) ? idleSince(state) : undefined;
    this.#matching.setIdle(
      id,
      since === undefined ? undefined : { since: Math.floor(since), sums, reserved: state.name === 'reserved' },
    );
  }

  /** What he did before the day began counts no more, unless he had gone by then. */
  #sumsOf({ sums, state }: Agent): AgentSums {
    return state.name !== 'signedOut' && sums.from < this.#today.from ? this.#today : sums;
  }

  #count({ queues }: Agent, change: number): void {
    for (const queue of queues) this.#signedIn.set(queue, this.signedIn(queue) + change);
  }

  #known(agent: string): Agent {
    const known = this.#agents.get(agent);
    if (known === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    return known;
  }

  #agent(id: string): Agent {
    const state = signedOut(id, this.#clock.now());
    const actor = new Actor(agentMachine, state, this.#clock, (effect) => this.#perform(effect, id));
    return { actor, state, sums: noSums(state.since), queues: [], misses: 1 };
  }
}
