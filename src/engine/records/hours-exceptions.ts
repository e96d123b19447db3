// SPDX-License-Identifier: GPL-2.0-or-later
// What has been said by hand against the hours, and holds now? The one for a number goes before the one for all.

import type { Instant } from '../../kernel/index.js';
import type { ExceptionRow } from '../../store/index.js';

/** The exceptions that stand; one for each number, and one for all, at most. */
export class HoursExceptions {
  readonly #standing = new Map<string, ExceptionRow>();

  constructor(left: readonly ExceptionRow[]) {
    for (const row of left) if (row.kind === 'closed' || row.kind === 'open') this.add(row);
  }

  /** In place of an earlier one about the same. */
  add(row: ExceptionRow): void {
    this.#standing.set(row.subject, row);
  }

  /** What holds for an access number at an instant of calendars. */
  of(number: string, at: Instant): ExceptionRow | undefined {
    return [this.#standing.get(number), this.#standing.get('')].find(
      (row) => row && (row.until === null || at < row.until),
    );
  }

  /** Ends the one of a number; without one, all. Gives what was ended. */
  end(number?: string): readonly ExceptionRow[] {
    const ended = [...this.#standing.values()].filter(({ subject }) => number === undefined || subject === number);
    for (const { subject } of ended) this.#standing.delete(subject);
    return ended;
  }
}
