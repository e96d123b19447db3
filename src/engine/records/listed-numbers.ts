// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers are on a list? Those of the database, which stay, and those of the file, which change with it.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { listKey, type NumberList, type NumberPlan } from '../../dialling/index.js';

const AT_ONCE = 200; // numbers, some 20 us each, before others have their turn
const KNOWN = 0.03; // what one costs that was read before

/** Where the box stands, and what its file lists. */
export interface Listing {
  readonly plan: NumberPlan;
  readonly ofFile: readonly string[];
}

/**
 * A list of numbers, not to be called or not let in, asked by `listKey`. The database may have them in a form that an older
 * version or a person wrote: all are compared by what they are under the present plan.
 */
export class ListedNumbers implements NumberList {
  readonly #stored: Set<string>;
  /** The key of each number under the present plan. */
  #keyOf = new Map<string, string>();
  #keys = new Set<string>();
  #plan: NumberPlan;
  #ofFile: ReadonlySet<string>;
  #configured = 0;

  /** Blocks as long as the lists are: for start-up. */
  constructor(stored: Iterable<string>, { plan, ofFile }: Listing) {
    this.#stored = new Set(stored);
    this.#plan = plan;
    this.#ofFile = new Set(ofFile);
    for (const number of [...this.#stored, ...ofFile]) this.#keyOf.set(number, listKey(number, plan));
    this.#keys = new Set(this.#keyOf.values());
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** To be written into the database by the caller. */
  add(number: string): void {
    const key = listKey(number, this.#plan);
    this.#stored.add(number);
    this.#keyOf.set(number, key);
    this.#keys.add(key);
  }

  /** To be taken out of the database by the caller. False: it was not in the database. What the file lists stays. */
  remove(number: string): boolean {
    return this.removeAll([number]);
  }

  /** The same of many: as much work as of one. */
  removeAll(numbers: readonly string[]): boolean {
    const keys = new Set(numbers.map((number) => listKey(number, this.#plan)));
    const same = [...this.#stored].filter((stored) => keys.has(this.#keyOf.get(stored) ?? ''));
    for (const stored of same) {
      this.#stored.delete(stored);
      if (!this.#ofFile.has(stored)) this.#keyOf.delete(stored);
    }
    if (same.length > 0) this.#keys = new Set(this.#keyOf.values());
    return same.length > 0;
  }

  /** The numbers of the file as they stand there, and those of the database that are the same number as this one. */
  get ofFile(): ReadonlySet<string> {
    return this.#ofFile;
  }

  storedAs(number: string): readonly string[] {
    const key = listKey(number, this.#plan);
    return [...this.#stored].filter((stored) => this.#keyOf.get(stored) === key);
  }

  /**
   * The file was read again: what it no longer names is no longer listed by it. A short change is in force when this
   * returns; of a long one the numbers are read some at a time, and the old list is in force until the promise resolves.
   */
  async configure({ plan, ofFile }: Listing): Promise<void> {
    const mine = ++this.#configured;
    const known = isSame(plan, this.#plan) ? this.#keyOf : new Map<string, string>();
    const [keyOf, inFile] = [new Map<string, string>(), new Set<string>()];
    const keys = new Set<string>();
    let left = AT_ONCE;
    for (const [numbers, seen] of [[this.#stored], [ofFile, inFile]] as const)
      for (const number of numbers) {
        const before = known.get(number);
        const key = before ?? listKey(number, plan);
        keyOf.set(number, key);
        keys.add(key);
        seen?.add(number);
        left -= before === undefined ? 1 : KNOWN;
        if (left > 0) continue;
        left = AT_ONCE;
        await nextTurn();
        if (mine !== this.#configured) return; // a later one is on its way
      }
    this.#plan = plan;
    this.#ofFile = inFile;
    this.#keyOf = keyOf;
    this.#keys = keys;
    this.#takeMeanwhile();
  }

  /** What was added to the database, and taken off, while a long file was read. */
  #takeMeanwhile(): void {
    const [keyOf, before] = [this.#keyOf, this.#keyOf.size];
    for (const number of this.#stored) if (!keyOf.has(number)) this.add(number);
    const added = keyOf.size - before;
    for (const number of keyOf.keys()) if (!this.#ofFile.has(number) && !this.#stored.has(number)) keyOf.delete(number);
    if (keyOf.size < before + added) this.#keys = new Set(keyOf.values());
  }
}

function isSame(one: NumberPlan, other: NumberPlan): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
