// SPDX-License-Identifier: GPL-2.0-or-later
// Was every cell of the table of verbs entered, and how often?
import { SITUATIONS, type Situation, VERBS, type Verb } from '../../src/control/index.js';

/** How often each cell of the table was entered. */
export class Coverage {
  readonly #cells = new Map<string, number>();

  entered(verb: Verb, situation: Situation): void {
    const cell = `${verb} ${situation}`;
    this.#cells.set(cell, this.times(verb, situation) + 1);
  }

  times(verb: Verb, situation: Situation): number {
    return this.#cells.get(`${verb} ${situation}`) ?? 0;
  }

  /** Cells and how often each was entered, to be added up. */
  get cells(): ReadonlyMap<string, number> {
    return this.#cells;
  }

  add(cells: ReadonlyMap<string, number>): void {
    for (const [cell, times] of cells) this.#cells.set(cell, (this.#cells.get(cell) ?? 0) + times);
  }

  /** Cells that nobody came to. */
  get missed(): readonly string[] {
    return VERBS.flatMap((verb) =>
      SITUATIONS.filter((situation) => this.times(verb, situation) === 0).map((situation) => `${verb} ${situation}`),
    );
  }

  /** A line for each verb, its situations in the order of the table. */
  get lines(): readonly string[] {
    return VERBS.map((verb) => `${verb}: ${SITUATIONS.map((situation) => this.times(verb, situation)).join(' ')}`);
  }
}
