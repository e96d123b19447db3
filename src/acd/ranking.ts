// SPDX-License-Identifier: GPL-2.0-or-later
// In which order are many idle agents to be offered calls? Made once for many calls, in numbers: whoever is passed over is not looked at.

import type { CallClass } from './call-class.js';
import type { Found } from './found.js';
import type { Question } from './question.js';
import type { Strategy } from './strategies.js';

/** For which calls agents are asked for: what they need, and above which penalty seats are not for them. */
export type Asked = Pick<CallClass, 'profile' | 'limit'>;

/** The places of seats in the order in which they are to be offered calls. */
export class Ranking {
  readonly places: Uint32Array;
  /** How many of `places` count: whoever is gone may be taken out. */
  size: number;
  /** Only those are in it who could be offered such a call; nothing: all are. */
  readonly #only: Asked | undefined;

  constructor({ seats, size }: Found, strategy: Strategy, question: Question, only?: Asked) {
    this.size = size;
    this.#only = only;
    const firsts = new Float64Array(size);
    const order = new Uint32Array(size);
    for (let nth = 0; nth < size; nth++) {
      const seat = seats[nth];
      if (seat !== undefined) firsts[nth] = strategy.first?.(seat, question) ?? 0;
      order[nth] = nth;
    }
    order.sort((a, b) => {
      const [one, other] = [seats[a], seats[b]];
      if (one === undefined || other === undefined) return 0;
      const [first, others] = [firsts[a] ?? 0, firsts[b] ?? 0];
      if (first === others || one.penalty !== other.penalty) return strategy.compare(one, other, question);
      return first < others ? -1 : 1;
    });
    for (let nth = 0; nth < size; nth++) order[nth] = seats[order[nth] ?? 0]?.place ?? 0;
    this.places = order;
  }

  /** Whether all are in it who could be offered a call of this class. */
  isFor({ profile, limit }: Asked): boolean {
    return this.#only === undefined || (this.#only.profile === profile && limit <= this.#only.limit);
  }

  /** Only these are left. */
  keep(isKept: (place: number) => boolean): void {
    let kept = 0;
    for (let nth = 0; nth < this.size; nth++) {
      const place = this.places[nth] ?? 0;
      if (isKept(place)) this.places[kept++] = place;
    }
    this.size = kept;
  }
}
