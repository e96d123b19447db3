// SPDX-License-Identifier: GPL-2.0-or-later
// What is wrong now? Alarms of spans, D-channels, disk and clock, each with its beginning.

import type { Clock, Instant } from '../kernel/index.js';

export interface BoxAlarm {
  readonly what: string;
  readonly since: Instant;
}

/** The alarms that stand. Raising one that stands and clearing one that does not change nothing. */
export class Alarms {
  readonly #clock: Clock;
  readonly #standing = new Map<string, Instant>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** True when it is new. */
  raise(what: string): boolean {
    if (this.#standing.has(what)) return false;
    this.#standing.set(what, this.#clock.now());
    return true;
  }

  /** True when it stood. */
  clear(what: string): boolean {
    return this.#standing.delete(what);
  }

  get standing(): readonly BoxAlarm[] {
    return [...this.#standing].map(([what, since]) => ({ what, since }));
  }
}
