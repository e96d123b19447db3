// SPDX-License-Identifier: GPL-2.0-or-later
// Which numbers are on a list? Those of the database, which stay, and those of the file, which change with it.

import type { NumberList } from '../dialling/index.js';

/** A list of canonical numbers: not to be called, or not let in. */
export class ListedNumbers implements NumberList {
  readonly #stored: Set<string>;
  #ofFile: ReadonlySet<string>;

  constructor(stored: Iterable<string>, ofFile: ReadonlySet<string>) {
    this.#stored = new Set(stored);
    this.#ofFile = ofFile;
  }

  has(number: string): boolean {
    return this.#stored.has(number) || this.#ofFile.has(number);
  }

  /** To be written into the database by the caller. */
  add(number: string): void {
    this.#stored.add(number);
  }

  /** The file was read again: what it no longer names is no longer listed by it. */
  replaceFile(ofFile: ReadonlySet<string>): void {
    this.#ofFile = ofFile;
  }
}
