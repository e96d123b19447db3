// SPDX-License-Identifier: GPL-2.0-or-later
// Who waits? One actor for each call, and what matching and counts know of it.

import { Actor, type Clock, type Duration } from '../kernel/index.js';
import type { Matching } from './matching.js';
import {
  type WaitingCall,
  type WaitingEffect,
  type WaitingEvent,
  type WaitingState,
  waitingMachine,
} from './waiting-machine.js';

type CallActor = Actor<WaitingState, WaitingEvent, WaitingEffect>;

/** The waiting calls of a box. */
export class Callers {
  readonly #clock: Clock;
  readonly #matching: Matching;
  readonly #perform: (effect: WaitingEffect, call: WaitingCall) => void;
  readonly #actors = new Map<string, CallActor>();
  /** Calls by the queue in which they are counted, in the order in which they came. */
  readonly #inQueue = new Map<string, Set<string>>();
  /** Calls that came for one agent alone, by him, in the order in which they came. */
  readonly #forOne = new Map<string, Set<string>>();
  /** For whom each of these came. */
  readonly #cameFor = new Map<string, string>();
  /** Callers of a queue for whom no agent is being rung. */
  readonly #unoffered = new Map<string, number>();

  constructor(clock: Clock, matching: Matching, perform: (effect: WaitingEffect, call: WaitingCall) => void) {
    this.#clock = clock;
    this.#matching = matching;
    this.#perform = perform;
  }

  get(call: string): WaitingCall | undefined {
    return this.#actors.get(call)?.state;
  }

  add(state: WaitingState): void {
    const { call } = state;
    const actor = new Actor(waitingMachine, state, this.#clock, this.#forCall);
    this.#actors.set(call, actor);
    const home = homeOf(state);
    addTo(this.#inQueue, home, call);
    if (state.only !== undefined) {
      addTo(this.#forOne, state.only, call);
      this.#cameFor.set(call, state.only);
    }
    this.#count(state, isUnoffered(state));
    this.#matching.add(state);
  }

  /** A call that is over does not hear it. */
  send(call: string, event: WaitingEvent): void {
    const actor = this.#actors.get(call);
    if (actor === undefined) return;
    const before = isUnoffered(actor.state);
    actor.send(event);
    if (actor.state.name === 'waiting') this.#count(actor.state, isUnoffered(actor.state) - before);
  }

  /** He has gone for whom alone some wait: those who would wait for anybody after a while do so now. */
  free(agent: string): void {
    for (const call of [...(this.#forOne.get(agent) ?? [])]) {
      const state = this.get(call);
      if (state?.only === agent && state.relax.some(({ anybody }) => anybody === true))
        this.send(call, { type: 'freed' });
    }
  }

  /** Callers for whom no agent is being rung, of one queue or of all. */
  unoffered(queue?: string): number {
    if (queue !== undefined) return this.#unoffered.get(queue) ?? 0;
    let all = 0;
    for (const count of this.#unoffered.values()) all += count;
    return all;
  }

  /** The calls that are counted in a queue, in the order of their coming. */
  of(queue: string): readonly WaitingCall[] {
    return [...(this.#inQueue.get(queue) ?? [])].flatMap((call) => this.get(call) ?? []);
  }

  /** How long the call that came first of those which are counted in this queue has waited. */
  longestWait(queue: string): Duration {
    const [first] = this.#inQueue.get(queue) ?? [];
    const call = first === undefined ? undefined : this.get(first);
    return call === undefined ? 0 : this.#clock.now() - call.arrivedAt;
  }

  readonly #forCall = (effect: WaitingEffect, state: WaitingState): void => {
    if (effect.type === 'relaxed') this.#matching.change(state);
    if (effect.type === 'ended') this.#forget(state);
    this.#perform(effect, state);
  };

  #forget(state: WaitingState): void {
    this.#actors.delete(state.call);
    this.#inQueue.get(homeOf(state))?.delete(state.call);
    this.#forgetOne(state.call);
    this.#count(state, -isUnoffered(state));
    this.#matching.remove(state.call);
  }

  #forgetOne(call: string): void {
    const agent = this.#cameFor.get(call);
    if (agent === undefined) return;
    this.#cameFor.delete(call);
    const calls = this.#forOne.get(agent);
    calls?.delete(call);
    if (calls?.size === 0) this.#forOne.delete(agent);
  }

  #count(call: WaitingCall, change: number): void {
    if (change !== 0) this.#unoffered.set(homeOf(call), this.unoffered(homeOf(call)) + change);
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, call: string): void {
  const calls = sets.get(key);
  if (calls === undefined) sets.set(key, new Set([call]));
  else calls.add(call);
}

/** The queue in which a call is counted. */
export function homeOf({ queues: [home = ''] }: WaitingCall): string {
  return home;
}

function isUnoffered({ kind, offers }: WaitingCall): 0 | 1 {
  return kind === 'call' && offers.length === 0 ? 1 : 0;
}
