// SPDX-License-Identifier: GPL-2.0-or-later
// How do calls go that are dialled ahead? Shares and means of the last hundred or so, the newest counting most.

import type { Duration } from '../kernel/index.js';

const MEMORY = 100; // calls
// Before anything is known: much is answered, late, and talks are long, so that few lines are dialled ahead.
const AT_FIRST = { connectRate: 0.7, answersAfter: 10_000, handling: 180_000 };

/** What is learned from calls. */
export class PaceFigures {
  #connectRate = AT_FIRST.connectRate;
  #answersAfter = AT_FIRST.answersAfter;
  #handling = AT_FIRST.handling;
  #calls = 0;
  #talks = 0;

  get now(): { readonly connectRate: number; readonly answersAfter: Duration; readonly handling: Duration } {
    return { connectRate: this.#connectRate, answersAfter: this.#answersAfter, handling: this.#handling };
  }

  /** A line was answered after so long, or not at all. */
  dialled(answeredAfter: Duration | undefined): void {
    const weight = 1 / Math.min(MEMORY, ++this.#calls + 10);
    this.#connectRate += weight * ((answeredAfter === undefined ? 0 : 1) - this.#connectRate);
    if (answeredAfter !== undefined) this.#answersAfter += weight * (answeredAfter - this.#answersAfter);
  }

  /** An agent has had to do with a customer for so long. */
  handled(time: Duration): void {
    this.#handling += (1 / Math.min(MEMORY, ++this.#talks + 5)) * (time - this.#handling);
  }
}
