// SPDX-License-Identifier: GPL-2.0-or-later
// Who of the idle agents is best for a call, and who would be next? One look at each of them, whatever is told of it afterwards.

import type { Found } from './found.js';
import type { Seat } from './people.js';
import type { Question } from './question.js';
import type { Strategy } from './strategies.js';

/** How many of those who would be next are told. */
export const MOST_NEXT = 5;

/** The first few of the idle agents, for one call at one instant; made anew for each. */
export class Choice {
  /** The best, and those behind him in order. */
  readonly seats: Seat[] = [];
  /** What the strategy goes by first, of each of `seats`. */
  readonly #firsts: number[] = [];

  /** `seats`: all who can be offered the call, or the first of them. */
  make({ seats, size }: Found, strategy: Strategy, question: Question): void {
    this.seats.length = 0;
    this.#firsts.length = 0;
    for (let nth = 0; nth < size; nth++) {
      const seat = seats[nth];
      if (seat !== undefined) this.#place(seat, strategy, question);
    }
  }

  /** These, who are in their order. */
  take({ seats, size }: Found): void {
    this.seats.length = 0;
    for (let nth = 0; nth < size; nth++) this.seats[nth] = seats[nth] as Seat;
  }

  #place(seat: Seat, strategy: Strategy, question: Question): void {
    const first = strategy.first?.(seat, question) ?? 0;
    let place = this.seats.length;
    while (place > 0 && this.#goesBefore(seat, first, place - 1, strategy, question)) place--;
    if (place > MOST_NEXT) return;
    // Those behind him move on by one; the last of many falls out.
    for (let nth = Math.min(this.seats.length, MOST_NEXT); nth > place; nth--) {
      this.seats[nth] = this.seats[nth - 1] as Seat;
      this.#firsts[nth] = this.#firsts[nth - 1] as number;
    }
    this.seats[place] = seat;
    this.#firsts[place] = first;
  }

  #goesBefore(seat: Seat, first: number, place: number, strategy: Strategy, question: Question): boolean {
    const other = this.seats[place];
    if (other === undefined) return true;
    if (seat.penalty !== other.penalty) return seat.penalty < other.penalty;
    const others = this.#firsts[place] ?? 0;
    return first === others ? strategy.compare(seat, other, question) < 0 : first < others;
  }
}
