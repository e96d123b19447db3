// SPDX-License-Identifier: GPL-2.0-or-later
// When were SETUPs sent to a number? Over all its requests, for as long as any limit may look back.

import type { Instant } from '../kernel/index.js';
import { maySetUp } from './retry.js';
import type { AttemptRow } from './rows.js';
import { LONGEST_WINDOW } from './settings.js';

const NONE: readonly Instant[] = [];

/** The SETUPs to each number. */
export class CallHistory {
  readonly #calls = new Map<string, Map<string, Instant>>();
  #swept: Instant = 0;

  /** Takes an attempt into account, or out of it again when it has ended without a SETUP. */
  note(attempt: AttemptRow, now: Instant): void {
    const calls = this.#calls.get(attempt.number) ?? new Map<string, Instant>();
    // A clock that was ahead in an earlier life must not keep a number silent until then.
    if (maySetUp(attempt)) calls.set(attempt.id, Math.min(setUpAt(attempt), now));
    else calls.delete(attempt.id);
    this.#calls.set(attempt.number, calls);
    this.#sweep(now);
  }

  to(number: string): readonly Instant[] {
    const calls = this.#calls.get(number);
    return calls === undefined ? NONE : [...calls.values()];
  }

  #sweep(now: Instant): void {
    if (now - this.#swept < LONGEST_WINDOW / 48) return;
    this.#swept = now;
    for (const [number, calls] of this.#calls) {
      for (const [attempt, at] of calls) if (now - at > LONGEST_WINDOW) calls.delete(attempt);
      if (calls.size === 0) this.#calls.delete(number);
    }
  }
}

/** Where the box was stopped before it noted the digits, SETUP may have gone out until then. */
function setUpAt({ startedAt, endedAt, dialled }: AttemptRow): Instant {
  return dialled === undefined ? Math.max(startedAt, endedAt ?? startedAt) : startedAt;
}
