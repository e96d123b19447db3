// SPDX-License-Identifier: GPL-2.0-or-later
// How often has that been, lately? Counts by what is limited: an address, a number, a token.

import type { Duration, Instant } from '../../kernel/index.js';

const MOST_KEPT = 100_000;

/** Counts within a time. Forgets the oldest when there are too many. */
export class Counts {
  readonly #within: Duration;
  readonly #of = new Map<string, { count: number; readonly until: Instant }>();

  constructor(within: Duration) {
    this.#within = within;
  }

  /** How many with this one, and when it is counted anew. */
  add(key: string, now: Instant): { readonly count: number; readonly until: Instant } {
    const found = this.#of.get(key);
    if (found !== undefined && found.until > now) {
      found.count++;
      return found;
    }
    if (this.#of.size >= MOST_KEPT) this.#of.delete(this.#of.keys().next().value ?? '');
    this.#of.delete(key);
    const begun = { count: 1, until: now + this.#within };
    this.#of.set(key, begun);
    return begun;
  }

  forget(key: string): void {
    this.#of.delete(key);
  }
}

const MINUTE: Duration = 60_000;

/** What a web process counts. */
export class Limits {
  /** Tries to sign in from an address. */
  readonly signIn = new Counts(MINUTE);
  /** Tokens of web pages that were used: longer than they hold. */
  readonly tokens = new Counts(30 * MINUTE);
  /** Callbacks of web pages for a number, and from an address. */
  readonly ofNumber = new Counts(24 * 60 * MINUTE);
  readonly ofAddress = new Counts(60 * MINUTE);
}
