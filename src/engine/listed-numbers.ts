// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers are on a list? Those of the database, which stay, and those of the file, which change with it.

import { listKey, type NumberList, type NumberPlan } from '../dialling/index.js';

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
  #keys = new Set<string>();
  #plan: NumberPlan;

  constructor(stored: Iterable<string>, listing: Listing) {
    this.#stored = new Set(stored);
    this.#plan = listing.plan;
    this.configure(listing);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** To be written into the database by the caller. */
  add(number: string): void {
    this.#stored.add(number);
    this.#keys.add(listKey(number, this.#plan));
  }

  /** The file was read again: what it no longer names is no longer listed by it. */
  configure({ plan, ofFile }: Listing): void {
    this.#plan = plan;
    this.#keys = new Set([...this.#stored, ...ofFile].map((number) => listKey(number, plan)));
  }
}
