// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a simulation's chance come from? One seed, so that a run can be repeated.

const STEP = 0x6d2b79f5;

/** A seeded source of chance (mulberry32; period 2^32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Where it stands: `new Random(place)` goes on from there. */
  get place(): number {
    return this.#state;
  }

  /** Goes on as if so many had been drawn; they need not be. */
  skip(count: number): this {
    this.#state = (this.#state + Math.imul(count, STEP)) >>> 0;
    return this;
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.#state = (this.#state + STEP) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** Uniform in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** An integer in [low, high]. */
  integer(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Exponentially distributed with the given mean. */
  exponential(mean: number): number {
    return -mean * Math.log(1 - this.next());
  }

  /** One of the items, by weight. Throws RangeError when there is none. */
  pick<T>(items: readonly { readonly item: T; readonly weight: number }[]): T {
    const total = items.reduce((sum, { weight }) => sum + weight, 0);
    let rest = this.next() * total;
    for (const { item, weight } of items) {
      rest -= weight;
      if (rest < 0) return item;
    }
    const last = items.at(-1);
    if (!last) throw new RangeError('pick: nothing to pick from');
    return last.item;
  }
}
