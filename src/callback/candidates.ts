// SPDX-License-Identifier: GPL-2.0-or-later
// Which requests may be called now, without looking at the others? Those that are due, by queue, the one that has waited longest first.

import { Heap, type InHeap, type Instant, SortedList } from '../kernel/index.js';
import type { CallbackState } from './callback-state.js';
import { type CallingTime, type CallTimes, freeAt, mayCall } from './selection.js';

interface Candidate extends InHeap {
  state: CallbackState;
  /** Not to be called before: not due yet, or its number has been called too often. */
  from: Instant;
  /** Among those that may be called; else in the heap of those that wait for their time. */
  ripe: boolean;
}

/** Asked for and not asked for: only a person may decide to call those who consented to nothing. */
interface Ripe {
  readonly promised: SortedList<Candidate>;
  readonly unpromised: SortedList<Candidate>;
}

const byPlace = (a: Candidate, b: Candidate) =>
  a.state.request.enqueuedAt - b.state.request.enqueuedAt || (a.state.request.id < b.state.request.id ? -1 : 1);

/** The open requests that nobody has taken. */
export class Candidates {
  readonly #callsTo: (number: string) => CallTimes;
  readonly #all = new Map<string, Candidate>();
  readonly #later = new Heap<Candidate>((a, b) => a.from - b.from);
  readonly #ripe = new Map<string, Ripe>();

  constructor(callsTo: (number: string) => CallTimes) {
    this.#callsTo = callsTo;
  }

  /** The request has changed, or what its number was called. `written`: it is on disk. */
  update(state: CallbackState, { written, at }: { readonly written: boolean; readonly at: Instant }): void {
    this.remove(state.request.id);
    if (!written || state.phase.name !== 'open') return;
    const from = Math.max(state.request.due, freeAt(state.settings, this.#callsTo(state.request.number)));
    const candidate: Candidate = { state, from, ripe: from <= at, slot: -1 };
    this.#all.set(state.request.id, candidate);
    if (candidate.ripe) this.#listOf(candidate).add(candidate);
    else this.#later.add(candidate);
  }

  remove(request: string): void {
    const candidate = this.#all.get(request);
    if (candidate === undefined) return;
    this.#all.delete(request);
    if (candidate.ripe) this.#listOf(candidate).delete(candidate);
    else this.#later.remove(candidate);
  }

  /** The first request of these queues that may be called now. */
  first(queues: Iterable<string>, time: CallingTime, only: 'promised' | 'all'): CallbackState | undefined {
    this.#ripen(time.at);
    let best: Candidate | undefined;
    for (const queue of queues) {
      const lists = this.#ripe.get(queue);
      if (lists === undefined) continue;
      for (const list of only === 'promised' ? [lists.promised] : [lists.promised, lists.unpromised]) {
        const first = this.#firstOf(list, time);
        if (first !== undefined && (best === undefined || byPlace(first, best) < 0)) best = first;
      }
    }
    return best?.state;
  }

  /** Queues in which a request waits, ripe or not so any more. */
  queues(at: Instant): string[] {
    this.#ripen(at);
    return [...this.#ripe].flatMap(([queue, { promised, unpromised }]) =>
      promised.size + unpromised.size > 0 ? [queue] : [],
    );
  }

  #firstOf(list: SortedList<Candidate>, time: CallingTime): Candidate | undefined {
    if (time.window === 'closed') return undefined;
    // After the day's last hours only what was promised today.
    const skipped = time.window === 'open' ? 0 : list.countBefore(({ state }) => state.request.enqueuedAt < time.today);
    for (const candidate of list.from(skipped)) {
      if (mayCall(candidate.state, this.#callsTo(candidate.state.request.number), time)) return candidate;
    }
    return undefined;
  }

  #ripen(at: Instant): void {
    for (let next = this.#later.first; next !== undefined && next.from <= at; next = this.#later.first) {
      this.#later.remove(next);
      next.ripe = true;
      this.#listOf(next).add(next);
    }
  }

  #listOf({ state: { request } }: Candidate): SortedList<Candidate> {
    let lists = this.#ripe.get(request.queue);
    if (lists === undefined) {
      lists = { promised: new SortedList(byPlace), unpromised: new SortedList(byPlace) };
      this.#ripe.set(request.queue, lists);
    }
    return request.promised ? lists.promised : lists.unpromised;
  }
}
