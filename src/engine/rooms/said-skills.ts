// SPDX-License-Identifier: GPL-2.0-or-later
// What can agents do for a while, by somebody's word and beside the file? Levels of some skills until an end; all others are the file's.

import type { Skills } from '../../acd/index.js';
import type { Instant } from '../../kernel/index.js';
import type { ExceptionRow } from '../../store/index.js';

/** As rows of exceptions call it. */
export const SKILLS = 'skills';

/** The exceptions that stand, one for an agent at most. */
export class SaidSkills {
  readonly #standing = new Map<string, ExceptionRow>();

  constructor(left: readonly ExceptionRow[] = []) {
    for (const row of left) if (row.kind === SKILLS) this.add(row);
  }

  /** In place of an earlier one of the same agent. */
  add(row: ExceptionRow): void {
    this.#standing.set(row.subject, row);
  }

  of(agent: string): ExceptionRow | undefined {
    return this.#standing.get(agent);
  }

  /** Ends those that are over at an instant of calendars, or that of one agent. */
  end(over: { readonly at: Instant } | { readonly agent: string }): readonly ExceptionRow[] {
    const ended = [...this.#standing.values()].filter(({ subject, until }) =>
      'agent' in over ? subject === over.agent : until !== null && until <= over.at,
    );
    for (const { subject } of ended) this.#standing.delete(subject);
    return ended;
  }

  /** What an agent can do now who can do this by the file; level 0: not now. */
  now(agent: string, skills: Skills = {}): Skills {
    const said = this.#standing.get(agent)?.detail;
    if (said === undefined || said === null) return skills;
    return Object.fromEntries(
      Object.entries({ ...skills, ...(JSON.parse(said) as Skills) }).filter(([, level]) => level > 0),
    );
  }
}
