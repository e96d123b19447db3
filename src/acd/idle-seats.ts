// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents of a queue are idle, and which of them could be offered a call? Bits by their places: many are told apart without a look at any.

import type { CallClass } from './call-class.js';
import type { Profile } from './needs.js';
import type { Seat } from './people.js';

/** For which calls: what they need, and above which penalty seats are not for them. */
type Asked = Pick<CallClass, 'profile' | 'limit'>;

/** How many idle agents could be offered a call of a class, and how many could but for their penalty. */
export interface Fitting {
  fit: number;
  barred: number;
}

const WORD = 32;
const KEPT = 256; // sets of needs for which the order of levels is kept; then all are forgotten

/** Who of all seats can do what is needed, in the order of their penalties and levels. */
interface ByLevels {
  readonly highestFirst: boolean;
  readonly places: Uint32Array;
  /** Equal for places of one penalty and one level. */
  readonly keys: Float64Array;
}

/** The seats of a queue, and which of them are idle. */
export class IdleSeats {
  #seats: readonly Seat[] = [];
  #idle = new Uint32Array(0);
  #size = 0;
  /** The penalties that there are, the least first, each with its seats. */
  #penalties: readonly { readonly penalty: number; readonly seats: Uint32Array }[] = [];
  /** Who of all seats has so much of a skill, by skill and level: sets of needs are many, and what they are made of is little. */
  readonly #able = new Map<string, Map<number, Uint32Array>>();
  readonly #byLevels = new Map<Profile, ByLevels>();
  /** Who is idle and can do what was asked last: made anew for each question. */
  #found = new Uint32Array(0);

  /** Other seats, or other skills of theirs: none is idle. */
  configure(seats: readonly Seat[]): void {
    this.#seats = seats;
    this.#idle = bitsFor(seats.length);
    this.#size = 0;
    this.#found = bitsFor(seats.length);
    this.#byLevels.clear();
    this.#able.clear();
    const penalties = [...new Set(seats.map(({ penalty }) => penalty))].sort((a, b) => a - b);
    this.#penalties = penalties.map((penalty) => {
      return { penalty, seats: bitsOf(seats, (seat) => seat.penalty === penalty) };
    });
  }

  /** How many are idle. */
  get size(): number {
    return this.#size;
  }

  has({ place }: Pick<Seat, 'place'>): boolean {
    return ((this.#idle[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  add(seat: Seat): void {
    if (this.has(seat)) return;
    this.#flip(seat);
    this.#size++;
  }

  delete(seat: Seat): void {
    if (!this.has(seat)) return;
    this.#flip(seat);
    this.#size--;
  }

  /** All idle ones, in the order of the list. */
  all(): Seat[] {
    const found: Seat[] = [];
    this.#find(this.#idle, undefined, 0, this.#seats.length, found, Number.POSITIVE_INFINITY);
    return found;
  }

  /** Those who could be offered it, penalty by penalty. */
  allFor(asked: Asked): Seat[] {
    return this.firstFor(asked, 0, Number.POSITIVE_INFINITY);
  }

  /** The first of them by penalty, then in the order of the list from a place on and round to it. */
  firstFor({ profile, limit }: Asked, from: number, most: number): Seat[] {
    const found: Seat[] = [];
    if (this.#size === 0) return found;
    const able = this.#idleFor(profile);
    const start = Math.min(from, this.#seats.length);
    for (const { penalty, seats } of this.#penalties) {
      if (penalty > limit || found.length >= most) break;
      this.#find(able, seats, start, this.#seats.length, found, most);
      this.#find(able, seats, 0, start, found, most);
    }
    return found;
  }

  /**
   * The first of them by penalty, then by the levels that they have for the needs: at least so many, and all who are equal to the last of
   * these. The order of all seats is made once for a set of needs.
   */
  firstByLevels({ profile, limit }: Asked, highestFirst: boolean, least: number): Seat[] {
    const found: Seat[] = [];
    const { places, keys } = this.#orderOf(profile, highestFirst);
    let last = Number.NaN;
    for (let i = 0; i < places.length; i++) {
      const place = places[i] ?? 0;
      if (!this.has({ place })) continue;
      const seat = this.#seats[place];
      if (seat === undefined || seat.penalty > limit || (found.length >= least && keys[i] !== last)) break;
      last = keys[i] ?? 0;
      found.push(seat);
    }
    return found;
  }

  /** Of all idle ones, how many could be offered it. Nobody is looked at. */
  fitting({ profile, limit }: Asked): Fitting {
    let [fit, barred] = [0, 0];
    if (this.#size === 0) return { fit, barred };
    const able = this.#idleFor(profile);
    for (const { penalty, seats } of this.#penalties) {
      let count = 0;
      for (let i = 0; i < seats.length; i++) count += ones((seats[i] ?? 0) & (able[i] ?? 0));
      if (penalty <= limit) fit += count;
      else barred += count;
    }
    return { fit, barred };
  }

  #flip({ place }: Seat): void {
    const word = place >>> 5;
    this.#idle[word] = (this.#idle[word] ?? 0) ^ (1 << (place & 31));
  }

  /** Those who are both, from a place to before another. */
  #find(these: Uint32Array, and: Uint32Array | undefined, from: number, to: number, found: Seat[], most: number): void {
    for (let word = from >>> 5; word * WORD < to && found.length < most; word++) {
      let bits = (these[word] ?? 0) & (and?.[word] ?? -1);
      if (word === from >>> 5) bits &= -1 << (from & 31);
      while (bits !== 0 && found.length < most) {
        const place = word * WORD + 31 - Math.clz32(bits & -bits);
        bits &= bits - 1;
        const seat = place < to ? this.#seats[place] : undefined;
        if (seat !== undefined) found.push(seat);
      }
    }
  }

  #idleFor(profile: Profile): Uint32Array {
    let from = this.#idle;
    for (let nth = 0; nth < profile.needs.length; nth++) {
      const able = this.#ableFor(profile, nth);
      for (let i = 0; i < able.length; i++) this.#found[i] = (from[i] ?? 0) & (able[i] ?? 0);
      from = this.#found;
    }
    return from;
  }

  /** Who of all seats can do one of the things that are needed. */
  #ableFor(profile: Profile, nth: number): Uint32Array {
    const { skill, level } = profile.least(nth);
    let byLevel = this.#able.get(skill);
    if (byLevel === undefined) {
      byLevel = new Map();
      this.#able.set(skill, byLevel);
    }
    let able = byLevel.get(level);
    if (able === undefined) {
      const levels = profile.column(nth);
      able = bitsOf(this.#seats, ({ number }) => (levels[number] ?? 0) >= level);
      byLevel.set(level, able);
    }
    return able;
  }

  #orderOf(profile: Profile, highestFirst: boolean): ByLevels {
    const known = this.#byLevels.get(profile);
    if (known?.highestFirst === highestFirst) return known;
    if (this.#byLevels.size >= KEPT) this.#byLevels.clear();
    const order = this.#inOrder(profile, highestFirst);
    this.#byLevels.set(profile, order);
    return order;
  }

  #inOrder(profile: Profile, highestFirst: boolean): ByLevels {
    const sign = highestFirst ? -1 : 1;
    const levels = this.#seats.map(({ number }) => sign * profile.levels(number));
    const able = this.#seats.filter(({ number }) => profile.allows(number));
    const places = Uint32Array.from(able, ({ place }) => place).sort((a, b) => {
      const penalties = (this.#seats[a]?.penalty ?? 0) - (this.#seats[b]?.penalty ?? 0);
      return penalties || (levels[a] ?? 0) - (levels[b] ?? 0);
    });
    const keys = new Float64Array(places.length);
    places.forEach((place, i) => {
      const before = places[i - 1];
      const isEqual =
        before !== undefined &&
        levels[before] === levels[place] &&
        this.#seats[before]?.penalty === this.#seats[place]?.penalty;
      keys[i] = (keys[i - 1] ?? 0) + (isEqual ? 0 : 1);
    });
    return { highestFirst, places, keys };
  }
}

const bitsFor = (size: number) => new Uint32Array(Math.ceil(size / WORD));

function bitsOf(seats: readonly Seat[], isIn: (seat: Seat) => boolean): Uint32Array {
  const bits = bitsFor(seats.length);
  for (let place = 0; place < seats.length; place++) {
    const seat = seats[place];
    if (seat !== undefined && isIn(seat)) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return bits;
}

/** How many bits of a word are set. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
