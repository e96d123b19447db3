// SPDX-License-Identifier: GPL-2.0-or-later
// Who brings callers and agents together? The queues, the agents, and the offers between them.

import { TelephonyError } from '../faults.js';
import { Actor, type Clock, type Duration, type Ids, type Instant } from '../kernel/index.js';
import type { AgentEffect, AgentEvent, AgentOffer, AgentState } from './agent-state.js';
import { Agents } from './agents.js';
import { match, type Waiting } from './matching.js';
import type { AcdPorts, Offer } from './ports.js';
import {
  emptyQueue,
  positionOf,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  queueMachine,
  type WaitingKind,
} from './queue-machine.js';
import { type QueueSnapshot, snapshot } from './queue-snapshot.js';
import type { QueueSettings } from './settings.js';

/** How a call is put into a queue. */
export interface EnqueueOptions {
  readonly kind?: WaitingKind;
  /** Higher goes first; 0 is usual. */
  readonly priority?: number;
  /** The place to take; now, unless a callback brings its first call's time. */
  readonly enqueuedAt?: Instant;
  /** Only this agent will do; reserved for it or not. */
  readonly only?: string;
}

/** How an agent begins. */
export interface SignInOptions {
  readonly handled?: number | undefined;
  readonly reserved?: { readonly token: string; readonly forAtMost: Duration } | undefined;
}

const RESERVED_AT_MOST: Duration = 300_000; // longer than any attempt; an agent is never reserved for ever

type QueueActor = Actor<QueueState, QueueEvent, QueueEffect>;

/** The distribution of calls of a box. Every method is for the JavaScript thread and returns at once. */
export class Acd {
  readonly #clock: Clock;
  readonly #ids: Ids;
  readonly #ports: AcdPorts;
  readonly #queues = new Map<string, QueueActor>();
  readonly #agents: Agents;
  /** Waiting calls by queue; a call waits in one queue. */
  readonly #queueOf = new Map<string, string>();
  #matching: 'idle' | 'running' | 'again' = 'idle';

  constructor(clock: Clock, ids: Ids, settings: readonly QueueSettings[], ports: AcdPorts) {
    this.#clock = clock;
    this.#ids = ids;
    this.#ports = ports;
    this.#agents = new Agents(clock, (effect, agent) => this.#forAgent(effect, agent));
    this.configure(settings);
  }

  /** New settings: calls that wait keep their places; a queue that is not named any more keeps its own until it is empty. */
  configure(settings: readonly QueueSettings[]): void {
    for (const queue of settings) {
      const actor = this.#queues.get(queue.name);
      if (actor === undefined) this.#queues.set(queue.name, this.#newQueue(queue));
      else actor.send({ type: 'configured', settings: queue });
    }
    const named = new Set(settings.map(({ name }) => name));
    for (const [name, actor] of this.#queues) {
      if (named.has(name)) continue;
      actor.send({ type: 'configured', settings: { ...actor.state.settings, agents: [] } });
      if (actor.state.waiting.length > 0) continue;
      actor.close();
      this.#queues.delete(name);
    }
    this.#agents.configure(settings);
    this.#match();
  }

  /** Puts a call into a queue. */
  enqueue(call: string, queue: string, options: EnqueueOptions = {}): void {
    const actor = this.#queues.get(queue);
    if (actor === undefined) throw new TelephonyError('NOT_FOUND', `queue ${queue}`);
    if (this.#queueOf.has(call)) throw new TelephonyError('REFUSED', `${call} waits already`);
    const { kind = 'call', priority = 0, enqueuedAt = this.#clock.now(), only } = options;
    this.#queueOf.set(call, queue);
    actor.send({ type: 'enqueued', call, kind, priority, enqueuedAt, ...(only === undefined ? {} : { only }) });
    this.#match();
  }

  /** The caller hung up while he waited; counts as abandoned. */
  abandon(call: string): void {
    this.#leave(call, 'abandoned');
  }

  /** Takes a call out of its queue because it goes elsewhere. */
  remove(call: string): void {
    this.#leave(call, 'removed');
  }

  agentAnswered(offer: string): void {
    this.#toOffered(offer, { type: 'answered', offer });
  }

  /** He, or his station for him, refused; he is not ready then, for this reason. */
  agentDeclined(offer: string, reason = 'declined'): void {
    this.#toOffered(offer, { type: 'declined', offer, reason });
  }

  /** The agent's part in a call is over. */
  agentReleased(agent: string, call: string): void {
    const state = this.agent(agent);
    const queue = state.name === 'talking' && state.queue !== undefined ? this.#queues.get(state.queue) : undefined;
    this.#tell(agent, { type: 'released', call, wrapUp: queue?.state.settings.wrapUp ?? 0 });
  }

  /** `handled`: conversations that he has had already; `reserved`: he is kept for that from the first moment, and offered nothing. */
  signIn(agent: string, { handled = 0, reserved }: SignInOptions = {}): void {
    this.#tell(agent, { type: 'signIn', handled, ...(reserved && { reserved }) });
  }

  /** At once, or when his call is over. */
  signOut(agent: string): void {
    this.#tell(agent, { type: 'signOut' });
  }

  ready(agent: string): void {
    this.#tell(agent, { type: 'ready' });
  }

  /** At once, or when his call is over. */
  notReady(agent: string, reason: string): void {
    this.#tell(agent, { type: 'notReady', reason });
  }

  finishWrapUp(agent: string): void {
    this.#tell(agent, { type: 'wrapUpDone' });
  }

  /** Keeps an agent for a callback that he asked for, or while his telephone is lifted; false when he is not free. */
  reserve(agent: string, token: string, forAtMost: Duration = RESERVED_AT_MOST): boolean {
    this.#tell(agent, { type: 'reserved', token, forAtMost });
    const state = this.agent(agent);
    return state.name === 'reserved' && state.token === token;
  }

  unreserve(agent: string, token: string): void {
    this.#tell(agent, { type: 'unreserved', token });
  }

  /** The agent talks without an offer: the callback that he was reserved for, or a call of his own. */
  engage(agent: string, call: string, queue?: string): void {
    this.#tell(agent, { type: 'engaged', call, ...(queue === undefined ? {} : { queue }) });
  }

  agent(agent: string): AgentState {
    return this.#agents.get(agent);
  }

  agents(): AgentState[] {
    return this.#agents.all();
  }

  /** Agents who could be offered a call now, of one queue or of all. */
  readyAgents(queue?: string): number {
    return this.#agents.idle().filter(({ reserved, queues }) => !reserved && (queue === undefined || queue in queues))
      .length;
  }

  /** The call's position in its queue; 1 is next. */
  position(call: string): number | undefined {
    const queue = this.#queueOf.get(call);
    const actor = queue === undefined ? undefined : this.#queues.get(queue);
    return actor && positionOf(actor.state, call);
  }

  queues(): QueueSnapshot[] {
    const at = this.#clock.now();
    return [...this.#queues.values()].map(({ state }) => {
      const { name, agents } = state.settings;
      const signedIn = agents.filter((agent) => this.#agents.get(agent).name !== 'signedOut').length;
      return snapshot(state, { ready: this.readyAgents(name), signedIn }, at);
    });
  }

  close(): void {
    for (const actor of this.#queues.values()) actor.close();
    this.#agents.close();
  }

  #newQueue(settings: QueueSettings): QueueActor {
    return new Actor(queueMachine, emptyQueue(settings), this.#clock, (effect, state) =>
      this.#forCaller(effect, state.settings.name),
    );
  }

  #forCaller(effect: QueueEffect, queue: string): void {
    if (effect.type === 'announce') {
      this.#ports.announce(effect.call, effect.position, queue);
      return;
    }
    this.#queueOf.delete(effect.call);
    this.#ports.overflow(effect.call, queue, effect.waited);
  }

  #forAgent(effect: AgentEffect, agent: string): void {
    switch (effect.type) {
      case 'changed':
        this.#ports.agentChanged(effect.state);
        this.#match();
        return;
      case 'ring':
        this.#ports.ringAgent(offerTo(agent, effect));
        return;
      case 'stopRinging':
        this.#ports.stopRinging(offerTo(agent, effect), effect.why);
        return;
      case 'returned':
        this.#queues.get(effect.queue)?.send({ type: 'returned', offer: effect.offer });
        this.#match();
        return;
      case 'accepted':
        this.#queueOf.delete(effect.call);
        this.#queues.get(effect.queue)?.send({ type: 'answered', offer: effect.offer });
        this.#ports.connect(offerTo(agent, effect));
        return;
    }
  }

  #tell(agent: string, event: AgentEvent): void {
    this.#agents.send(agent, event);
    this.#match();
  }

  #toOffered(offer: string, event: AgentEvent): void {
    const agent = this.#agents.offered(offer);
    if (agent !== undefined) this.#tell(agent, event);
  }

  #leave(call: string, type: 'abandoned' | 'removed'): void {
    const queue = this.#queueOf.get(call);
    const actor = queue === undefined ? undefined : this.#queues.get(queue);
    if (actor === undefined) return;
    const offer = actor.state.waiting.find((waiting) => waiting.call === call)?.offer;
    this.#queueOf.delete(call);
    actor.send({ type, call });
    if (offer !== undefined) this.#toOffered(offer, { type: 'withdrawn', offer });
  }

  /** Offers what can be offered, until nothing more fits. Ports may call back in the middle of it. */
  #match(): void {
    if (this.#matching !== 'idle') {
      this.#matching = 'again';
      return;
    }
    do {
      this.#matching = 'running';
      for (const { waiting, agent } of match(this.#waiting(), this.#agents.idle())) this.#offer(waiting, agent);
    } while (this.#isAgain());
    this.#matching = 'idle';
  }

  #isAgain(): boolean {
    return this.#matching === 'again';
  }

  #offer({ call, kind, queue }: Waiting, agent: string): void {
    const actor = this.#queues.get(queue);
    // Something earlier in this round may have changed either side: then the next round sees to it.
    const stillWaits = actor?.state.waiting.some((other) => other.call === call && other.offer === undefined);
    if (actor === undefined || !stillWaits || !isFree(this.agent(agent))) return;
    const offer = this.#ids.next('offer');
    actor.send({ type: 'offered', call, offer });
    const { ringTimeout } = actor.state.settings;
    this.#agents.send(agent, { type: 'offered', offer, call, queue, kind, ringTimeout });
  }

  #waiting(): Waiting[] {
    return [...this.#queues.values()].flatMap(({ state }) =>
      state.waiting
        .filter(({ offer }) => offer === undefined)
        .map((waiting) => ({ ...waiting, queue: state.settings.name })),
    );
  }
}

function isFree({ name }: AgentState): boolean {
  return name === 'ready' || name === 'reserved';
}

function offerTo(agent: string, { offer, call, queue, kind }: AgentOffer): Offer {
  return { offer, call, queue, kind, agent };
}
