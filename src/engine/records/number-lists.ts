// SPDX-License-Identifier: GPL-2.0-or-later
// Who puts numbers on the lists, and takes them off? Commands, customers, the box itself; what is blocked for a while is let in again.

import { setImmediate as nextTurn } from 'node:timers/promises';
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

/** A number that a file wants on a list; `until`: UTC, of blocked numbers only. */
export interface NumberWished {
  readonly number: string;
  readonly reason?: string | undefined;
  readonly until?: Instant | undefined;
}

/** What became of a file of numbers. */
export interface NumbersTaken {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

const AT_ONCE = 200; // numbers of a file, before others have their turn

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
      listed(batch, list, { number, at: now, reason, by: by.actor, until: end });
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
      for (const one of stored) deleted(batch, list, one);
      if (list === 'doNotCall') batch.event('doNotCall.removed', { number }, now);
      else batch.event('blocked.removed', { number, ...(expired && { reason: 'expired' }) }, now);
    });
    for (const one of stored) this.#until.delete(one);
    return number;
  }

  /** The form in which a number is kept; undefined: it is none. */
  keyOf(given: string): string | undefined {
    const key = listKey(given, this.#parts.plan());
    return POSSIBLE.test(key) ? key : undefined;
  }

  /** Numbers of a file, each named once, all or none. `replace`: those that commands have put there and the file does not name go. */
  async takeIn(
    list: ListName,
    wished: readonly NumberWished[],
    { by, replace }: { readonly by: Origin; readonly replace: boolean },
  ): Promise<NumbersTaken> {
    const { store, clock, lists } = this.#parts;
    const stored = new Map(
      (await store.ask('numbersOf', { list })).map((row) => [this.keyOf(row.number) ?? row.number, row]),
    );
    const now = Math.round(clock.now());
    const [batch, counts] = [store.actingFor(by, () => store.batch()), { added: 0, changed: 0, removed: 0 }];
    const told = new Map<string, Instant | undefined>();
    for (const [i, one] of wished.entries()) {
      const number = this.#keyOf(one.number);
      const before = stored.get(number);
      stored.delete(number);
      const reason = one.reason ?? 'asked';
      if (before !== undefined && before.reason === reason && isSameEnd(before.until, one.until)) continue;
      counts[before === undefined ? 'added' : 'changed'] += 1;
      told.set(number, one.until);
      if (before !== undefined && before.number !== number) deleted(batch, list, before.number);
      const until = one.until === undefined ? undefined : now + one.until - clock.utc(now);
      listed(batch, list, { number, at: now, reason, by: by.actor, until });
      if (i % AT_ONCE === AT_ONCE - 1) await nextTurn();
    }
    const gone = replace ? [...stored.values()].map(({ number }) => number) : [];
    for (const number of gone) deleted(batch, list, number).event(`${list}.removed`, { number }, now);
    counts.removed = gone.length;
    if (gone.length === 0 && told.size === 0) return counts;
    await store.keep(batch);
    lists[list].removeAll(gone);
    for (const number of gone) this.#until.delete(number);
    for (const [number, until] of told) {
      lists[list].add(number);
      if (until === undefined) this.#until.delete(number);
      else this.#until.set(number, until);
    }
    this.#wait();
    return counts;
  }

  #keyOf(given: string): string {
    const key = this.keyOf(given);
    if (key !== undefined) return key;
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

interface Listed {
  readonly number: string;
  readonly at: Instant;
  readonly reason: string;
  readonly by: string;
  readonly until: Instant | undefined;
}

function listed(batch: Batch, list: ListName, { until, ...row }: Listed): Batch {
  const { number, reason, at } = row;
  if (list === 'doNotCall') return batch.put('doNotCall', row).event('doNotCall.added', { number, reason }, at);
  return batch
    .put('blockedNumber', { ...row, until: until ?? null })
    .event('blocked.added', { number, reason, ...(until !== undefined && { until }) }, at);
}

const deleted = (batch: Batch, list: ListName, number: string): Batch =>
  batch.deleteWhere(list === 'blocked' ? 'blockedNumber' : 'doNotCall', { number });

/** People write ends to the second. */
const isSameEnd = (one: Instant | null, other: Instant | undefined) =>
  one === null ? other === undefined : Math.floor(one / 1_000) === Math.floor((other ?? 0) / 1_000);
