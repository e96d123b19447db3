// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks, and how did they end? The database's counters at start, then what is decided.

import { type Bus, INBOUND_ENDS, type InboundEnd } from '../../bus/index.js';
import type { Counted } from '../../store/index.js';

/** How inbound calls ended, of all time in this data directory; `offered` is the sum of the rest (the box identity). */
export interface CallTotals extends Readonly<Record<InboundEnd, number>> {
  readonly offered: number;
  readonly inProgress: number;
}

/** What became of the promises, of all time in this data directory. `created` = `connected` + `failed` + `open`. */
export interface CallbackTotals {
  readonly created: number;
  /** Further calls from a number whose promise was open. */
  readonly merged: number;
  readonly attempted: number;
  /** Attempts that were answered. */
  readonly reached: number;
  /** Kept: joined with an agent, or served when they called again. */
  readonly connected: number;
  /** Given up for a stated reason. */
  readonly failed: number;
  readonly open: number;
}

/** The box identity and the callbacks' figures, kept current. */
export class Totals {
  readonly #calls: Record<InboundEnd | 'offered', number>;
  readonly #callbacks: Record<keyof CallbackTotals, number>;
  /** Captures of open requests: the first one that is written makes a request, whichever was decided first. */
  readonly #captures: Map<string, number>;

  /** Begins with what the database has counted. */
  constructor({ counters, openCaptures }: Counted) {
    const of = (name: InboundEnd | 'offered') => [name, counters.get(`calls.${name}`) ?? 0] as const;
    const callbacks = (name: keyof CallbackTotals) => counters.get(`callbacks.${name}`) ?? 0;
    const calls = [of('offered'), ...INBOUND_ENDS.map(of)];
    this.#calls = Object.fromEntries(calls) as Record<InboundEnd | 'offered', number>;
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
        if (facts.direction === 'inbound') this.#calls.offered++;
      }),
      bus.on('call.ended', ({ facts }) => {
        if (facts.direction === 'inbound' && facts.disposition !== 'failed') this.#calls[facts.disposition]++;
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
    const { offered, ...ended } = this.#calls;
    const over = Object.values(ended).reduce((sum, n) => sum + n, 0);
    return { offered, ...ended, inProgress: offered - over };
  }

  get callbacks(): CallbackTotals {
    return { ...this.#callbacks };
  }
}
