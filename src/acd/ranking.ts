// SPDX-License-Identifier: GPL-2.0-or-later
// In which order are many idle agents to be offered calls? Made once for many calls.

import type { Instant } from '../kernel/index.js';
import { type CallClass, fits } from './call-class.js';
import type { Seat } from './people.js';
import type { Looked } from './queue-index.js';

/** Where a class stands in a ranking: so many have been passed over, and do for none of its calls. */
export interface Standing {
  readonly ranking: Ranking;
  passed: number;
}

/** Idle agents in the order of their queue's strategy at an instant. */
export class Ranking {
  readonly seats: readonly Seat[];
  readonly now: Instant;

  constructor(seats: readonly Seat[], now: Instant) {
    this.seats = seats;
    this.now = now;
  }

  /** The first who can be offered a call of the class: whoever was passed over for another call of it does for none of them. */
  first(known: CallClass, looked: Looked): Seat | undefined {
    const standing = this.#standing(known);
    for (; standing.passed < this.seats.length; standing.passed++) {
      const seat = this.seats[standing.passed];
      looked.agents++;
      if (seat?.queue.idle.has(seat) && fits(seat, known)) return seat;
    }
    return undefined;
  }

  /** The first few who could be offered its next call. */
  next(known: CallClass, most: number): Seat[] {
    const { passed } = this.#standing(known);
    const next: Seat[] = [];
    for (let place = passed; place < this.seats.length && next.length < most; place++) {
      const seat = this.seats[place];
      if (seat?.queue.idle.has(seat) && fits(seat, known)) next.push(seat);
    }
    return next;
  }

  #standing(known: CallClass): Standing {
    if (known.standing?.ranking === this) return known.standing;
    const standing: Standing = { ranking: this, passed: 0 };
    known.standing = standing;
    return standing;
  }
}
