// SPDX-License-Identifier: GPL-2.0-or-later
// How often was a number called lately? Kept for as long as the limits per number look back.

import type { Duration, Instant } from '../kernel/index.js';
import { mayHaveRung } from './retry.js';
import type { AttemptRow } from './rows.js';

const KEPT: Duration = 48 * 3_600_000; // a calendar day in any zone, and the gap before it

/** The calls to each number in the last two days. */
export class CallHistory {
  readonly #calls = new Map<string, Map<string, Instant>>();
  #swept: Instant = 0;

  /** Takes a call into account, or out of it again when its outcome says that no telephone rang. */
  note(attempt: AttemptRow): void {
    const calls = this.#calls.get(attempt.number) ?? new Map<string, Instant>();
    if (attempt.outcome === undefined || mayHaveRung(attempt.outcome)) calls.set(attempt.id, attempt.startedAt);
    else calls.delete(attempt.id);
    this.#calls.set(attempt.number, calls);
    this.#sweep(attempt.startedAt);
  }

  to(number: string): readonly Instant[] {
    return [...(this.#calls.get(number)?.values() ?? [])];
  }

  #sweep(now: Instant): void {
    if (now - this.#swept < KEPT / 48) return;
    this.#swept = now;
    for (const [number, calls] of this.#calls) {
      for (const [attempt, at] of calls) if (now - at > KEPT) calls.delete(attempt);
      if (calls.size === 0) this.#calls.delete(number);
    }
  }
}
