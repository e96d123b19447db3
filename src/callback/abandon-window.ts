// SPDX-License-Identifier: GPL-2.0-or-later
// How many of those who answered found nobody there? Counted over a window, hour by hour.

import type { Duration, Instant } from '../kernel/index.js';

const HOUR: Duration = 3_600_000;

/** What became of calls that were dialled for nobody in particular and answered. */
export interface AnsweredAhead {
  readonly connected: number;
  readonly abandoned: number;
}

/** The answered calls of each hour that began within the window. */
export interface HourAhead extends AnsweredAhead {
  /** Its beginning. */
  readonly hour: Instant;
}

/** Counts answered calls and forgets them by whole hours. */
export class AbandonWindow {
  readonly #hours = new Map<Instant, { connected: number; abandoned: number }>();
  #window: Duration;
  readonly #sum = { connected: 0, abandoned: 0 };

  constructor(window: Duration, earlier: Iterable<HourAhead> = []) {
    this.#window = window;
    for (const { hour, connected, abandoned } of earlier) {
      const count = this.#at(hour);
      count.connected += connected;
      count.abandoned += abandoned;
      this.#sum.connected += connected;
      this.#sum.abandoned += abandoned;
    }
  }

  /** A shorter window holds at once; a longer one grows from what is still known. */
  set window(window: Duration) {
    this.#window = window;
  }

  note(what: 'connected' | 'abandoned', at: Instant): void {
    this.#at(Math.floor(at / HOUR) * HOUR)[what]++;
    this.#sum[what]++;
  }

  /** What the window has in it at `at`. */
  counts(at: Instant): AnsweredAhead {
    for (const [hour, { connected, abandoned }] of this.#hours) {
      if (hour + this.#window > at) continue;
      this.#sum.connected -= connected;
      this.#sum.abandoned -= abandoned;
      this.#hours.delete(hour);
    }
    return { ...this.#sum };
  }

  #at(hour: Instant): { connected: number; abandoned: number } {
    let count = this.#hours.get(hour);
    if (count === undefined) {
      count = { connected: 0, abandoned: 0 };
      this.#hours.set(hour, count);
    }
    return count;
  }
}

/** How many more calls could be abandoned, one after the other or all at once, without the share going over the limit. */
export function abandonable({ connected, abandoned }: AnsweredAhead, limit: number): number {
  if (limit >= 1) return Number.POSITIVE_INFINITY;
  // (abandoned + n) / (abandoned + n + connected) <= limit
  return Math.max(0, Math.floor((limit * (abandoned + connected) - abandoned) / (1 - limit) + 1e-9));
}
