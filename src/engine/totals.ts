// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks, and how did they end? Counted once from the records at start, then from what is decided.

import { type Bus, INBOUND_ENDS, type InboundEnd } from '../bus/index.js';
import type { Reads } from '../store/index.js';
import type { CallbackTotals, CallTotals } from './status.js';

/** The box identity and the callbacks' figures, kept current. */
export class Totals {
  readonly #calls: Record<InboundEnd | 'offered', number>;
  readonly #callbacks: Record<keyof CallbackTotals, number>;
  /** Captures of open requests: the first one that is written makes a request, whichever was decided first. */
  readonly #captures: Map<string, number>;

  private constructor(
    calls: Record<InboundEnd | 'offered', number>,
    callbacks: Record<keyof CallbackTotals, number>,
    captures: Map<string, number>,
  ) {
    this.#calls = calls;
    this.#callbacks = callbacks;
    this.#captures = captures;
  }

  /** Recounts what is in the database. */
  static async count(reads: Reads): Promise<Totals> {
    const none = Object.fromEntries(INBOUND_ENDS.map((end) => [end, 0])) as Record<InboundEnd, number>;
    const calls = { offered: 0, ...none };
    const rows = await reads
      .selectFrom('call')
      .select(({ fn }) => ['disposition', fn.countAll<number>().as('n')])
      .where('direction', '=', 'inbound')
      .groupBy('disposition')
      .execute();
    for (const { disposition, n } of rows) {
      calls.offered += n;
      if (disposition !== null && disposition !== 'failed') calls[disposition] += n;
    }
    return new Totals(calls, await countCallbacks(reads), await openCaptures(reads));
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

async function openCaptures(reads: Reads): Promise<Map<string, number>> {
  const rows = await reads
    .selectFrom('callbackRequest')
    .select(['id', 'captures'])
    .where('closedAt', 'is', null)
    .execute();
  return new Map(rows.map(({ id, captures }) => [id, captures]));
}

async function countCallbacks(reads: Reads): Promise<Record<keyof CallbackTotals, number>> {
  const totals = { created: 0, merged: 0, attempted: 0, reached: 0, connected: 0, failed: 0, open: 0 };
  const requests = await reads
    .selectFrom('callbackRequest')
    .select(({ fn }) => ['state', fn.countAll<number>().as('n'), fn.sum<number>('captures').as('captures')])
    .where('captures', '>', 0) // none: its only capture could not be written, and nothing was promised
    .groupBy('state')
    .execute();
  for (const { state, n, captures } of requests) {
    totals.created += n;
    totals.merged += captures - n;
    if (state === 'completed' || state === 'served') totals.connected += n;
    else if (state === 'givenUp') totals.failed += n;
    else totals.open += n;
  }
  const attempts = await reads
    .selectFrom('callbackAttempt')
    .select(({ fn }) => [fn.countAll<number>().as('n'), fn.count<number>('reachedAt').as('reached')])
    .executeTakeFirst();
  totals.attempted = attempts?.n ?? 0;
  totals.reached = attempts?.reached ?? 0;
  return totals;
}
