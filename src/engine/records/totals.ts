// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks, and how did they end? The database's counters at start, then what is decided.

import { type Bus, INBOUND_ENDS, type InboundEnd } from '../../bus/index.js';
import { type CallbackCounts, ContactTally } from '../../report/index.js';
import type { Counted } from '../../store/index.js';

/** How inbound calls ended, of all time in this data directory; `offered` is the sum of the rest (the box identity). */
export interface CallTotals extends Readonly<Record<InboundEnd, number>> {
  readonly offered: number;
  readonly inProgress: number;
}

/** The tally as the box tells it: every way to end, those that are 0 too. */
export function callTotals(tally: ContactTally): CallTotals {
  const ends = INBOUND_ENDS.map((end) => [end, tally.of(end)] as const);
  const { offered, inProgress } = tally;
  return { offered, ...(Object.fromEntries(ends) as Record<InboundEnd, number>), inProgress };
}

/** What became of the promises, of all time in this data directory. `created` = `connected` + `failed` + `open`. */
export type CallbackTotals = Pick<
  CallbackCounts,
  'created' | 'merged' | 'attempted' | 'reached' | 'connected' | 'failed' | 'open'
>;

/** The box identity and the callbacks' figures, kept current. */
export class Totals {
  readonly #calls = new ContactTally();
  readonly #callbacks: Record<keyof CallbackTotals, number>;
  /** Captures of open requests: the first one that is written makes a request, whichever was decided first. */
  readonly #captures: Map<string, number>;

  /** Begins with what the database has counted. */
  constructor({ counters, openCaptures }: Counted) {
    this.#calls.begin(counters.get('calls.offered') ?? 0);
    for (const end of INBOUND_ENDS) this.#calls.end(end, counters.get(`calls.${end}`) ?? 0);
    const callbacks = (name: keyof CallbackTotals) => counters.get(`callbacks.${name}`) ?? 0;
    this.#callbacks = {
      created: callbacks('created'),
      merged: callbacks('merged'),
      attempted: callbacks('attempted'),
      reached: callbacks('reached'),
      connected: callbacks('connected'),
      failed: callbacks('failed'),
      open: callbacks('open'),
    };
    this.#captures = new Map(openCaptures);
  }

  /** Follows a bus from now on: the store's `decided`, so that the figures are of the present. */
  follow(bus: Bus): () => void {
    const ends = [
      bus.on('call.offered', ({ facts }) => {
        if (facts.direction === 'inbound') this.#calls.begin();
      }),
      bus.on('call.ended', ({ facts }) => {
        if (facts.direction === 'inbound' && facts.disposition !== 'failed') this.#calls.end(facts.disposition);
      }),
      bus.on('callback.created', ({ facts }) => this.#captured(facts.request)),
      bus.on('callback.merged', ({ facts }) => this.#captured(facts.request)),
      bus.on('capture.takenBack', ({ facts }) => this.#takenBack(facts.request)),
      bus.on('callback.attempted', () => this.#callbacks.attempted++),
      bus.on('callback.reached', () => this.#callbacks.reached++),
      bus.on('callback.completed', ({ facts }) => this.#close(facts.request, 'connected')),
      bus.on('callback.served', ({ facts }) => this.#close(facts.request, 'connected')),
      bus.on('callback.givenUp', ({ facts }) => this.#close(facts.request, 'failed')),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #captured(request: string): void {
    const before = this.#captures.get(request) ?? 0;
    this.#captures.set(request, before + 1);
    this.#count(before === 0, 1);
  }

  #takenBack(request: string): void {
    const left = (this.#captures.get(request) ?? 1) - 1;
    this.#captures.set(request, left);
    this.#count(left === 0, -1);
  }

  #count(first: boolean, by: 1 | -1): void {
    this.#callbacks[first ? 'created' : 'merged'] += by;
    if (first) this.#callbacks.open += by;
  }

  #close(request: string, how: 'connected' | 'failed'): void {
    this.#captures.delete(request);
    this.#callbacks.open--;
    this.#callbacks[how]++;
  }

  get calls(): CallTotals {
    return callTotals(this.#calls);
  }

  get callbacks(): CallbackTotals {
    return { ...this.#callbacks };
  }
}
