// SPDX-License-Identifier: GPL-2.0-or-later
// Where do a party's digits wait until somebody asks for them? Typed ahead, they are kept in order.

import type { Unsubscribe } from '../kernel/index.js';

const MOST_KEPT = 64; // more was not typed for us

/** The digits of one leg: to the reader when there is one, else kept. Personal: do not log. */
export class Digits {
  #kept: string[] = [];
  #reader: ((digit: string) => boolean) | undefined;

  /** Digits typed ahead. */
  get kept(): string {
    return this.#kept.join('');
  }

  /** A digit came. */
  push(digit: string): void {
    if (this.#reader !== undefined) {
      if (!this.#reader(digit)) this.#reader = undefined;
      return;
    }
    if (this.#kept.length < MOST_KEPT) this.#kept.push(digit);
  }

  /** Forgets what was typed ahead. */
  clear(): void {
    this.#kept = [];
  }

  /**
   * Gives the reader what is kept, then what comes, until it answers that it wants no more or is unsubscribed. One
   * reader at a time: a new one takes over.
   */
  read(reader: (digit: string) => boolean): Unsubscribe {
    this.#reader = undefined;
    for (let digit = this.#kept.shift(); digit !== undefined; digit = this.#kept.shift()) {
      if (!reader(digit)) return () => {};
    }
    this.#reader = reader;
    return () => {
      if (this.#reader === reader) this.#reader = undefined;
    };
  }
}
