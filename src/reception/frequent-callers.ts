// SPDX-License-Identifier: GPL-2.0-or-later
// Who rings too often? A number's calls within a stretch of time; what is older is forgotten.

import type { Duration, Instant } from '../kernel/index.js';

export interface FrequentCallersSettings {
  /** So many calls ... */
  readonly calls: number;
  /** ... within so long. */
  readonly within: Duration;
}

const MOST_NUMBERS = 10_000; // whose calls are remembered; a wave has more callers, but each of them rings once

/** Counts calls by number. */
export class FrequentCallers {
  readonly #calls = new Map<string, Instant[]>();

  /** Notes a call; true: with this one the number has rung too often, and is counted anew. */
  rang(number: string, at: Instant, { calls, within }: FrequentCallersSettings): boolean {
    const recent = (this.#calls.get(number) ?? []).filter((earlier) => at - earlier < within);
    recent.push(at);
    this.#calls.delete(number); // who rang last stands last
    if (recent.length >= calls) return true;
    this.#calls.set(number, recent);
    this.#forget();
    return false;
  }

  #forget(): void {
    for (const number of this.#calls.keys()) {
      if (this.#calls.size <= MOST_NUMBERS) return;
      this.#calls.delete(number);
    }
  }
}
