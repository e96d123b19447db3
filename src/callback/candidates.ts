// SPDX-License-Identifier: GPL-2.0-or-later
// Which requests may be called now, without looking at the others? Those that are due, by queue or named agent, the most urgent first.

import { Heap, type InHeap, type Instant, SortedList } from '../kernel/index.js';
import type { CallbackState } from './callback-state.js';
import { type CallingTime, type CallTimes, freeAt, mayCall, placeOf } from './selection.js';

interface Candidate extends InHeap {
  state: CallbackState;
  /** When it moves to its next list: it is due then and its number may be called, or is no longer kept for the agent who is named. */
  from: Instant;
  /** Before others of its list: its place, and what it is given for its grade, its priority and its calls. */
  readonly place: Instant;
  /** The list that it is in; none: its time has not come. */
  list: Ripe | undefined;
}

/** Asked for and not asked for: only a person may decide to call those who consented to nothing, unless the shop says otherwise. */
interface Ripe {
  readonly promised: SortedList<Candidate>;
  readonly unpromised: SortedList<Candidate>;
}

/** Among which requests one is looked for. */
export interface Sought {
  readonly queues: Iterable<string>;
  /** Requests for these agents, too. */
  readonly agents?: Iterable<string>;
  readonly only: 'promised' | 'all';
}

function byPlace(a: Candidate, b: Candidate): number {
  if (a.place !== b.place) return a.place < b.place ? -1 : 1;
  return a.state.request.id < b.state.request.id ? -1 : 1;
}

/** The open requests that nobody has taken. */
export class Candidates {
  readonly #callsTo: (number: string) => CallTimes;
  readonly #all = new Map<string, Candidate>();
  readonly #later = new Heap<Candidate>({ first: ({ from }) => from });
  readonly #ofQueue = new Map<string, Ripe>();
  readonly #ofAgent = new Map<string, Ripe>();

  constructor(callsTo: (number: string) => CallTimes) {
    this.#callsTo = callsTo;
  }

  /** The request has changed, or what its number was called. `written`: it is on disk. */
  update(state: CallbackState, { written, at }: { readonly written: boolean; readonly at: Instant }): void {
    this.remove(state.request.id);
    if (!written || state.phase.name !== 'open') return;
    const from = Math.max(state.request.due, freeAt(state.settings, this.#callsTo(state.request.number)));
    const candidate: Candidate = { state, from, place: placeOf(state), list: undefined, slot: -1 };
    this.#all.set(state.request.id, candidate);
    if (from <= at) this.#ripe(candidate, at);
    else this.#later.add(candidate);
  }

  remove(request: string): void {
    const candidate = this.#all.get(request);
    if (candidate === undefined) return;
    this.#all.delete(request);
    this.#leave(candidate);
    if (candidate.slot >= 0) this.#later.remove(candidate);
  }

  /** The first request of these queues and agents that may be called now. */
  first({ queues, agents = [], only }: Sought, time: CallingTime): CallbackState | undefined {
    this.#ripen(time.at);
    if (time.window === 'closed') return undefined;
    let best: Candidate | undefined;
    for (const ripe of this.#listsOf(queues, agents)) {
      for (const list of only === 'promised' ? [ripe.promised] : [ripe.promised, ripe.unpromised]) {
        const first = this.#firstOf(list, time);
        if (first !== undefined && (best === undefined || byPlace(first, best) < 0)) best = first;
      }
    }
    return best?.state;
  }

  /** Queues in which a request waits for anyone, ripe or not so any more. */
  queues(at: Instant): string[] {
    this.#ripen(at);
    return waitingIn(this.#ofQueue);
  }

  /** Agents for whom one waits. */
  agents(at: Instant): string[] {
    this.#ripen(at);
    return waitingIn(this.#ofAgent);
  }

  *#listsOf(queues: Iterable<string>, agents: Iterable<string>): IterableIterator<Ripe> {
    for (const queue of queues) {
      const ripe = this.#ofQueue.get(queue);
      if (ripe !== undefined) yield ripe;
    }
    for (const agent of agents) {
      const ripe = this.#ofAgent.get(agent);
      if (ripe !== undefined) yield ripe;
    }
  }

  #firstOf(list: SortedList<Candidate>, time: CallingTime): Candidate | undefined {
    for (const candidate of list) {
      if (mayCall(candidate.state, this.#callsTo(candidate.state.request.number), time)) return candidate;
    }
    return undefined;
  }

  #ripen(at: Instant): void {
    for (let next = this.#later.first; next !== undefined && next.from <= at; next = this.#later.first) {
      this.#later.remove(next);
      this.#leave(next);
      this.#ripe(next, at);
    }
  }

  /** It may be called: by the agent whom it is for, and after a while by anyone. */
  #ripe(candidate: Candidate, at: Instant): void {
    const { request, settings } = candidate.state;
    const anyones = request.due + settings.ownAgentFor;
    if (request.agent === undefined || anyones <= at) candidate.list = listsOf(this.#ofQueue, request.queue);
    else {
      candidate.list = listsOf(this.#ofAgent, request.agent);
      candidate.from = anyones;
      this.#later.add(candidate);
    }
    sideOf(candidate, candidate.list).add(candidate);
  }

  #leave(candidate: Candidate): void {
    if (candidate.list !== undefined) sideOf(candidate, candidate.list).delete(candidate);
    candidate.list = undefined;
  }
}

function sideOf({ state }: Candidate, ripe: Ripe): SortedList<Candidate> {
  return state.request.promised ? ripe.promised : ripe.unpromised;
}

function listsOf(all: Map<string, Ripe>, key: string): Ripe {
  let ripe = all.get(key);
  if (ripe === undefined) {
    ripe = { promised: new SortedList(byPlace), unpromised: new SortedList(byPlace) };
    all.set(key, ripe);
  }
  return ripe;
}

function waitingIn(all: ReadonlyMap<string, Ripe>): string[] {
  const waiting: string[] = [];
  for (const [key, { promised, unpromised }] of all) if (promised.size + unpromised.size > 0) waiting.push(key);
  return waiting;
}
