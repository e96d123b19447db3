// SPDX-License-Identifier: GPL-2.0-or-later
// Who puts numbers on the lists, and takes them off? Commands, customers, the box itself; what is blocked for a while is let in again.

import { type Origin, SYSTEM } from '../../bus/index.js';
import { listKey, type NumberPlan } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Clock, Duration, Instant } from '../../kernel/index.js';
import type { Batch, Store } from '../../store/index.js';
import type { ListedNumbers } from './listed-numbers.js';

/** `blocked`: not let in. `doNotCall`: never called. */
export type ListName = 'blocked' | 'doNotCall';

/** A number on a list. */
export interface ListEntry {
  readonly number: string;
  readonly from: 'command' | 'file';
  readonly at?: Instant;
  readonly reason?: string;
  readonly by?: string;
  readonly until?: Instant;
}

export interface NumberListParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly lists: Readonly<Record<ListName, ListedNumbers>>;
  readonly plan: () => NumberPlan;
}

export interface AddOptions {
  readonly by: Origin;
  readonly reason?: string;
  /** Blocked numbers only: for so long. */
  readonly within?: Duration;
}

const POSSIBLE = /^\+?\d{3,24}$/;

/** The lists of a box, or of a data directory whose box does not run. */
export class NumberLists {
  readonly #parts: NumberListParts;
  readonly #until = new Map<string, Instant>();
  #cancel: Cancel = () => {};

  constructor(parts: NumberListParts) {
    this.#parts = parts;
  }

  /** Lets in again whose time is over, from now on. */
  async begin(): Promise<void> {
    for (const { number, until } of await this.#parts.store.ask('numbersOf', { list: 'blocked' }))
      if (until !== null) this.#until.set(number, until);
    this.#wait();
  }

  close(): void {
    this.#cancel();
  }

  /** All numbers of a list, those of the file first. */
  async all(list: ListName): Promise<readonly ListEntry[]> {
    const { store, lists } = this.#parts;
    const ofFile = [...lists[list].ofFile].map((number) => ({ number, from: 'file' as const }));
    const stored = await store.ask('numbersOf', { list });
    return [
      ...ofFile,
      ...stored.map(({ number, at, reason, by, until }) => ({
        number,
        from: 'command' as const,
        at,
        ...(reason === null ? {} : { reason }),
        ...(by === null ? {} : { by }),
        ...(until === null ? {} : { until }),
      })),
    ];
  }

  /** Puts a number on a list, or gives it another end. Resolves when that is durable, or after 3 s. Throws REFUSED for what is no number. */
  async add(list: ListName, given: string, { by, reason = 'asked', within }: AddOptions): Promise<ListEntry> {
    const { clock, lists } = this.#parts;
    const number = this.#keyOf(given);
    const now = Math.round(clock.now());
    const end = list === 'blocked' && within !== undefined ? now + within : undefined;
    for (const other of lists[list].storedAs(number)) if (other !== number) await this.remove(list, other, { by });
    lists[list].add(number);
    await this.#commit(by, (batch) => {
      const row = { number, at: now, reason, by: by.actor };
      if (list === 'doNotCall') batch.put('doNotCall', row).event('doNotCall.added', { number, reason }, now);
      else
        batch
          .put('blockedNumber', { ...row, until: end ?? null })
          .event('blocked.added', { number, reason, ...(end !== undefined && { until: end }) }, now);
    });
    const until = end === undefined ? {} : { until: clock.utc(end) };
    if (list === 'blocked') this.#noteEnd(number, until.until);
    return { number, from: 'command', at: clock.utc(now), reason, by: by.actor, ...until };
  }

  /** Takes a number off. Throws NOT_FOUND; REFUSED when it is the file that lists it. */
  async remove(
    list: ListName,
    given: string,
    { by, expired }: { readonly by: Origin; readonly expired?: true },
  ): Promise<string> {
    const { clock, lists } = this.#parts;
    const number = this.#keyOf(given);
    const listed = lists[list];
    const stored = listed.storedAs(number);
    listed.remove(number);
    if (stored.length === 0) {
      if (!listed.has(number)) throw new TelephonyError('NOT_FOUND', `number ${number} in the list ${list}`);
      throw new TelephonyError('REFUSED', `${number} stands in the file, in "${list}": take it out there and reload`);
    }
    const now = Math.round(clock.now());
    await this.#commit(by, (batch) => {
      for (const one of stored) batch.deleteWhere(list === 'blocked' ? 'blockedNumber' : 'doNotCall', { number: one });
      if (list === 'doNotCall') batch.event('doNotCall.removed', { number }, now);
      else batch.event('blocked.removed', { number, ...(expired && { reason: 'expired' }) }, now);
    });
    for (const one of stored) this.#until.delete(one);
    return number;
  }

  #keyOf(given: string): string {
    const key = listKey(given, this.#parts.plan());
    if (POSSIBLE.test(key)) return key;
    throw new TelephonyError('REFUSED', `${given} is no number: write its digits, such as 13912345678 or 02188880001`);
  }

  #commit(by: Origin, fill: (batch: Batch) => void): Promise<void> {
    const { store } = this.#parts;
    return store.actingFor(by, () => {
      const batch = store.batch();
      fill(batch);
      return store.keep(batch);
    });
  }

  #noteEnd(number: string, until: Instant | undefined): void {
    if (until === undefined) this.#until.delete(number);
    else this.#until.set(number, until);
    this.#wait();
  }

  /** One alarm for whose time is over first. */
  #wait(): void {
    const { clock } = this.#parts;
    this.#cancel();
    this.#cancel = () => {};
    if (this.#until.size === 0) return;
    const first = Math.min(...this.#until.values());
    const left = first - clock.utc(clock.now());
    this.#cancel = clock.at(clock.now() + Math.max(0, left), () => this.#letIn());
  }

  #letIn(): void {
    const { clock } = this.#parts;
    const now = clock.utc(clock.now());
    const over = [...this.#until].filter(([, until]) => until <= now).map(([number]) => number);
    for (const number of over) {
      this.#until.delete(number);
      this.remove('blocked', number, { by: SYSTEM, expired: true }).catch(() => {});
    }
    this.#wait();
  }
}
