// SPDX-License-Identifier: GPL-2.0-or-later
// How far is a request, for those who count what is under way or must say why it cannot be taken? Pure.

import type { AheadLines } from './ahead.js';
import { attemptOf, type CallbackEvent, type CallbackState, isClosed, SYSTEM } from './callback-state.js';
import type { PacingFacts } from './pacing.js';
import type { TroughSample } from './trough-machine.js';

/** Taken by the system and not on a channel yet: no sample shows it. */
function isPending({ phase }: CallbackState): boolean {
  return phase.name === 'committing' || (phase.name === 'leased' && phase.owner === SYSTEM);
}

/** Under way by the system, and will want an agent who is not chosen yet. */
function lacksAgent(state: CallbackState): boolean {
  const attempt = attemptOf(state);
  if (attempt?.direct) return false; // for those who stand by
  if (attempt === undefined) return state.phase.name === 'leased' && state.phase.owner === SYSTEM;
  return attempt.agent === undefined && !isClosed(state);
}

/** Whether it is dialled for nobody in particular, and how far that is. */
function aheadOf(state: CallbackState): 'ringing' | 'waiting' | undefined {
  const attempt = attemptOf(state);
  if (!attempt?.direct) return undefined;
  return state.phase.name === 'connecting' ? 'waiting' : 'ringing';
}

interface Counted {
  readonly pending: boolean;
  readonly lacksAgent: boolean;
  readonly ahead: 'ringing' | 'waiting' | undefined;
  readonly queue: string;
}

/** What the system has under way, counted as it comes and goes. */
export class UnderWay {
  readonly #requests = new Map<string, Counted>();
  readonly #ahead = new Map<string, { ringing: number; waiting: number }>();
  readonly #withoutAgent = new Map<string, number>();
  #pending = 0;

  /** A request is so far now. */
  update(state: CallbackState): void {
    const { id, queue } = state.request;
    this.remove(id);
    const [pending, lacks, ahead] = [isPending(state), lacksAgent(state), aheadOf(state)];
    if (!pending && !lacks && ahead === undefined) return;
    const counted = { pending, lacksAgent: lacks, ahead, queue };
    this.#requests.set(id, counted);
    this.#count(counted, 1);
  }

  remove(request: string): void {
    const counted = this.#requests.get(request);
    if (counted === undefined) return;
    this.#requests.delete(request);
    this.#count(counted, -1);
  }

  /** What may be started is decided by these, for one queue or for all. `readyAgents` are the queue's. */
  facts(sample: TroughSample, readyAgents: number, queue?: string): PacingFacts {
    const { busy, inService, callbackChannels } = sample;
    const pending = this.#pending; // will seize a channel that no sample shows yet
    return {
      readyAgents,
      withoutAgent: queue === undefined ? sum(this.#withoutAgent.values()) : (this.#withoutAgent.get(queue) ?? 0),
      callbackChannels: callbackChannels + pending,
      freeChannels: inService - busy - pending,
    };
  }

  /** The requests that the system has taken and not dialled yet, in no order. */
  get pending(): readonly string[] {
    return this.#pending === 0 ? [] : [...this.#requests].flatMap(([id, { pending }]) => (pending ? [id] : []));
  }

  /** What is dialled ahead for a queue. */
  ahead(queue: string): AheadLines {
    return this.#ahead.get(queue) ?? { ringing: 0, waiting: 0 };
  }

  /** Queues for which lines ring that are dialled ahead. */
  get queuesAhead(): readonly string[] {
    const queues: string[] = [];
    for (const [queue, { ringing }] of this.#ahead) if (ringing > 0) queues.push(queue);
    return queues;
  }

  /** The requests of these lines, in no order. */
  ringingAhead(queue: string): readonly string[] {
    return [...this.#requests].flatMap(([id, of]) => (of.ahead === 'ringing' && of.queue === queue ? [id] : []));
  }

  #count(counted: Counted, by: number): void {
    if (counted.pending) this.#pending += by;
    if (counted.ahead !== undefined) {
      const lines = this.#ahead.get(counted.queue) ?? { ringing: 0, waiting: 0 };
      lines[counted.ahead] += by;
      this.#ahead.set(counted.queue, lines);
    }
    if (!counted.lacksAgent) return;
    this.#withoutAgent.set(counted.queue, (this.#withoutAgent.get(counted.queue) ?? 0) + by);
  }
}

function sum(counts: Iterable<number>): number {
  let all = 0;
  for (const count of counts) all += count;
  return all;
}

/** Why a request cannot be taken, in words. */
export function refusal({ request, phase }: CallbackState): string {
  if (phase.name !== 'open') return `callback ${request.id} is ${phase.name}`;
  return `callback ${request.id} may not be called now (not due, outside the calling window, or called too often)`;
}

/** What the system has taken but not dialled goes back. */
export function takenBack({ phase }: CallbackState): CallbackEvent | undefined {
  if ((phase.name !== 'leased' && phase.name !== 'committing') || phase.owner !== SYSTEM) return undefined;
  return { type: 'released', lease: phase.lease };
}

/** The box ends in the midst of it. */
export function interruption(state: CallbackState): CallbackEvent | undefined {
  const { phase } = state;
  if (phase.name === 'leased' || phase.name === 'committing') return { type: 'released', lease: phase.lease };
  const attempt = attemptOf(state)?.id;
  return attempt === undefined ? undefined : { type: 'failed', attempt, outcome: 'interrupted' };
}

/** An attempt that rings is given up before anybody answers. */
export function givenBack(state: CallbackState): CallbackEvent | undefined {
  const attempt = attemptOf(state)?.id;
  if (attempt === undefined) return takenBack(state);
  return takenBack(state) ?? { type: 'failed', attempt, outcome: 'withdrawn' };
}
