// SPDX-License-Identifier: GPL-2.0-or-later
// How many calls and callbacks, and how did they end? Counted once from the records at start, then from what is decided.

import type { Bus, Disposition } from '../bus/index.js';
import type { Reads } from '../store/index.js';
import type { CallbackTotals, CallTotals } from './status.js';

type Counted = Exclude<Disposition, 'failed'>;

/** The box identity and the callbacks' figures, kept current. */
export class Totals {
  readonly #calls: Record<Counted | 'offered', number>;
  readonly #callbacks: Record<keyof CallbackTotals, number>;

  private constructor(calls: Record<Counted | 'offered', number>, callbacks: Record<keyof CallbackTotals, number>) {
    this.#calls = calls;
    this.#callbacks = callbacks;
  }

  /** Recounts what is in the database. */
  static async count(reads: Reads): Promise<Totals> {
    const calls = { offered: 0, answered: 0, abandoned: 0, captured: 0, captureOnly: 0, refused: 0, interrupted: 0 };
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
    return new Totals(calls, await countCallbacks(reads));
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
      bus.on('callback.created', () => {
        this.#callbacks.created++;
        this.#callbacks.open++;
      }),
      bus.on('callback.merged', () => this.#callbacks.merged++),
      bus.on('capture.takenBack', ({ facts }) => this.#takenBack(facts.merged)),
      bus.on('callback.attempted', () => this.#callbacks.attempted++),
      bus.on('callback.reached', () => this.#callbacks.reached++),
      bus.on('callback.completed', () => this.#close('connected')),
      bus.on('callback.served', () => this.#close('connected')),
      bus.on('callback.givenUp', () => this.#close('failed')),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  #takenBack(merged: boolean): void {
    if (merged) {
      this.#callbacks.merged--;
      return;
    }
    this.#callbacks.created--;
    this.#callbacks.open--;
  }

  #close(how: 'connected' | 'failed'): void {
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
