// SPDX-License-Identifier: GPL-2.0-or-later
// Who hung up while he waited, and rings again so soon that his old place is still his? By number and queue; in memory alone.

import type { Clock, Duration, Instant } from '../../kernel/index.js';

/** The place of one who gave up. */
export interface OldPlace {
  /** The call in which he had it. */
  readonly call: string;
  readonly priority: number;
  readonly enqueuedAt: Instant;
}

interface Kept extends OldPlace {
  readonly until: Instant;
}

const MOST_KEPT = 10_000; // of the wave of a day; the oldest go first

/** Places that are kept for a while. They are no calls: no queue has them, and none must wait for them to be gone. */
export class OldPlaces {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #kept = new Map<string, Kept>();

  constructor(clock: Clock, most = MOST_KEPT) {
    this.#clock = clock;
    this.#most = most;
  }

  get size(): number {
    return this.#kept.size;
  }

  /** He has given up. Of two places of one number the better one is kept. */
  keep(number: string, queue: string, place: OldPlace, within: Duration): void {
    const key = keyOf(number, queue);
    const known = this.#valid(key);
    const better = known !== undefined && isBefore(known, place) ? known : place;
    this.#kept.delete(key); // to the end of the order
    const { call, priority, enqueuedAt } = better;
    this.#kept.set(key, { call, priority, enqueuedAt, until: this.#clock.now() + within });
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#most && this.#valid(oldest) !== undefined) return;
      this.#kept.delete(oldest);
    }
  }

  /** He is here again: the place is his, and nobody's afterwards. */
  take(number: string, queue: string): OldPlace | undefined {
    const key = keyOf(number, queue);
    const place = this.#valid(key);
    this.#kept.delete(key);
    return place;
  }

  #valid(key: string): Kept | undefined {
    const kept = this.#kept.get(key);
    return kept !== undefined && this.#clock.now() <= kept.until ? kept : undefined;
  }
}

function keyOf(number: string, queue: string): string {
  return `${number} ${queue}`;
}

function isBefore(one: OldPlace, other: OldPlace): boolean {
  return one.priority !== other.priority ? one.priority > other.priority : one.enqueuedAt < other.enqueuedAt;
}
