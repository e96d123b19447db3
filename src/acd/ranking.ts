// SPDX-License-Identifier: GPL-2.0-or-later
// In which order are many idle agents to be offered calls, and how many of them could take calls of a class? Made once for many, then only counted down.

import type { Instant } from '../kernel/index.js';
import { type CallClass, fits } from './call-class.js';
import type { Seat } from './people.js';
import type { Looked } from './queue-index.js';

/** How many idle agents could be offered a call of a class, and how many could but for their penalty. */
export interface Fitting {
  fit: number;
  barred: number;
}

/** Where a class stands in a ranking: so many have been passed over, and do for none of its calls. */
export interface Standing {
  readonly ranking: Ranking;
  passed: number;
  fitting: Fitting | undefined;
}

/** Idle agents in the order of their queue's strategy at an instant. */
export class Ranking {
  readonly seats: readonly Seat[];
  readonly now: Instant;
  /** The classes whose agents have been counted. */
  readonly #counted: CallClass[] = [];

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
      if (seat !== undefined && seat.slot >= 0 && fits(seat, known)) return seat;
    }
    return undefined;
  }

  /** The first few who could be offered its next call. */
  next(known: CallClass, most: number): Seat[] {
    const { passed } = this.#standing(known);
    const next: Seat[] = [];
    for (let place = passed; place < this.seats.length && next.length < most; place++) {
      const seat = this.seats[place];
      if (seat !== undefined && seat.slot >= 0 && fits(seat, known)) next.push(seat);
    }
    return next;
  }

  /** Counted among these idle agents once, and kept right from then on. */
  fitting(known: CallClass, idle: readonly Seat[]): Readonly<Fitting> {
    const standing = this.#standing(known);
    if (standing.fitting !== undefined) return standing.fitting;
    const fitting = fittingOf(known, idle);
    standing.fitting = fitting;
    this.#counted.push(known);
    return fitting;
  }

  /** He is idle no longer. */
  left(seat: Seat): void {
    for (const known of this.#counted) {
      const fitting = known.standing?.ranking === this ? known.standing.fitting : undefined;
      if (fitting === undefined) continue;
      if (fits(seat, known)) fitting.fit--;
      else if (isAble(seat, known)) fitting.barred--;
    }
  }

  #standing(known: CallClass): Standing {
    if (known.standing?.ranking === this) return known.standing;
    const standing: Standing = { ranking: this, passed: 0, fitting: undefined };
    known.standing = standing;
    return standing;
  }
}

/** Of these idle agents, how many could be offered a call of the class. */
export function fittingOf(known: Pick<CallClass, 'profile' | 'limit'>, idle: readonly Seat[]): Fitting {
  let [fit, barred] = [0, 0];
  for (const seat of idle) {
    if (!isAble(seat, known)) continue;
    if (seat.penalty <= known.limit) fit++;
    else barred++;
  }
  return { fit, barred };
}

function isAble({ who, number }: Seat, { profile }: Pick<CallClass, 'profile'>): boolean {
  return profile.allows(number, who);
}
