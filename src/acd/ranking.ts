// SPDX-License-Identifier: GPL-2.0-or-later
// In which order are many idle agents to be offered calls? Made once for many calls, in numbers: whoever is passed over is not looked at.

import type { Seat } from './people.js';
import type { Question } from './question.js';
import type { Strategy } from './strategies.js';

/** The places of seats in the order in which they are to be offered calls. */
export class Ranking {
  /** Whoever is gone may be taken out of it. */
  places: Uint32Array;

  constructor(seats: readonly Seat[], strategy: Strategy, question: Question) {
    const order = [...seats].sort((a, b) => strategy.compare(a, b, question));
    this.places = Uint32Array.from(order, ({ place }) => place);
  }
}
