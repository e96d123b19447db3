// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents of a queue are idle, and which of them could be offered a call? Bits by their places: many are told apart without a look at any.

import { Found } from './found.js';
import type { Profile } from './needs.js';
import type { Seat } from './people.js';
import type { Asked, Ranking } from './ranking.js';

/** How many idle agents could be offered a call of a class, and how many could but for their penalty. */
export interface Fitting {
  fit: number;
  barred: number;
}

const WORD = 32;
const HIGHEST = 10; // level of a skill
const GONE = 8; // of a ranking: to pass over so many again and again costs more than to take them out

/** The seats of a queue, and which of them are idle. */
export class IdleSeats {
  #seats: readonly Seat[] = [];
  /** Whose they are, by their places: side by side, since all are gone through for each skill and level. */
  #numbers = new Uint32Array(0);
  #idle = new Uint32Array(0);
  #size = 0;
  /** The penalties that there are, the least first, each with its seats. */
  #penalties: readonly { readonly penalty: number; readonly seats: Uint32Array }[] = [];
  /** Who of all seats has so much of a skill, by skill and level: sets of needs are many, and what they are made of is little. */
  readonly #able = new Map<string, Map<number, Uint32Array>>();
  /** Who is idle and can do what was asked last, and what that was, until somebody becomes idle. */
  #found = new Uint32Array(0);
  #foundFor: Profile | undefined;
  /** What is given back: it holds until the next question. */
  readonly #answer = new Found();
  /** Room for who of these is left, and who of them is chosen. */
  #left = new Uint32Array(0);
  #chosen = new Uint32Array(0);

  /** Other seats, or other skills of theirs: none is idle. */
  configure(seats: readonly Seat[]): void {
    this.#seats = seats;
    this.#numbers = Uint32Array.from(seats, ({ number }) => number);
    this.#idle = bitsFor(seats.length);
    this.#size = 0;
    this.#found = bitsFor(seats.length);
    this.#foundFor = undefined;
    this.#left = bitsFor(seats.length);
    this.#chosen = bitsFor(seats.length);
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

  has({ place }: Seat): boolean {
    return this.#isIdle(place);
  }

  #isIdle(place: number): boolean {
    return ((this.#idle[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  #nobody(): Found {
    this.#answer.size = 0;
    return this.#answer;
  }

  add(seat: Seat): void {
    if (this.has(seat)) return;
    this.#flip(seat);
    this.#foundFor = undefined;
    this.#size++;
  }

  delete(seat: Seat): void {
    if (!this.has(seat)) return;
    this.#flip(seat);
    this.#size--;
  }

  /** All idle ones, in the order of the list. */
  all(): Found {
    const found = this.#nobody();
    this.#find(this.#idle, undefined, 0, this.#seats.length, found, Number.POSITIVE_INFINITY);
    return found;
  }

  /** Those who could be offered it, penalty by penalty. */
  allFor(asked: Asked): Found {
    return this.firstFor(asked, 0, Number.POSITIVE_INFINITY);
  }

  /** The first of them by penalty, then in the order of the list from a place on and round to it. */
  firstFor({ profile, limit }: Asked, from: number, most: number): Found {
    const found = this.#nobody();
    if (this.#size === 0) return found;
    const able = this.#idleFor(profile);
    const start = Math.min(from, this.#seats.length);
    for (const { penalty, seats } of this.#penalties) {
      if (penalty > limit || found.size >= most) break;
      this.#find(able, seats, start, this.#seats.length, found, most);
      this.#find(able, seats, 0, start, found, most);
    }
    return found;
  }

  /**
   * Those of them who have the highest least levels for the needs, or the lowest, penalty by penalty: at least so many, if there are, and
   * all who are equal to the last of these.
   */
  firstByLevels({ profile, limit }: Asked, highestFirst: boolean, least: number): Found {
    const found = this.#nobody();
    if (this.#size === 0) return found;
    const able = this.#idleFor(profile);
    for (const { penalty, seats } of this.#penalties) {
      if (found.size >= least || penalty > limit) break;
      this.#keep(able, seats);
      if (profile.needs.length > 0) this.#keepByLevels(profile, highestFirst, least - found.size);
      this.#find(this.#left, undefined, 0, this.#seats.length, found, Number.POSITIVE_INFINITY);
    }
    return found;
  }

  /** The first of them in a ranking, out of which those are taken who are idle no more. Nobody who is passed over is looked at. */
  firstRanked({ profile, limit }: Asked, ranking: Ranking, most: number): Found {
    const found = this.#nobody();
    const able = this.#idleFor(profile);
    const { places } = ranking;
    let gone = 0;
    for (let i = 0; i < ranking.size && found.size < most; i++) {
      const place = places[i] ?? 0;
      const bit = 1 << (place & 31);
      if (((able[place >>> 5] ?? 0) & bit) === 0) {
        if (!this.#isIdle(place)) gone++;
        continue;
      }
      const seat = this.#seats[place];
      if (seat === undefined || seat.penalty > limit) break; // nobody behind him has less
      found.add(seat);
    }
    if (gone > GONE) ranking.keep((place) => this.#isIdle(place));
    return found;
  }

  /** Whether one of them could be offered it. Nobody is looked at. */
  hasFor({ profile, limit }: Asked): boolean {
    const able = this.#idleFor(profile);
    for (const { penalty, seats } of this.#penalties) {
      if (penalty > limit) return false;
      for (let i = 0; i < seats.length; i++) if (((seats[i] ?? 0) & (able[i] ?? 0)) !== 0) return true;
    }
    return false;
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
    const bit = 1 << (place & 31);
    this.#idle[word] = (this.#idle[word] ?? 0) ^ bit;
    this.#found[word] = (this.#found[word] ?? 0) & ~bit;
  }

  /** Those who are both, from a place to before another. */
  #find(these: Uint32Array, and: Uint32Array | undefined, from: number, to: number, found: Found, most: number): void {
    for (let word = from >>> 5; word * WORD < to && found.size < most; word++) {
      let bits = (these[word] ?? 0) & (and?.[word] ?? -1);
      if (word === from >>> 5) bits &= -1 << (from & 31);
      while (bits !== 0 && found.size < most) {
        const place = word * WORD + lowest(bits);
        bits &= bits - 1;
        const seat = place < to ? this.#seats[place] : undefined;
        if (seat !== undefined) found.add(seat);
      }
    }
  }

  #idleFor(profile: Profile): Uint32Array {
    const { length } = profile.needs;
    if (length === 0) return this.#idle;
    if (this.#foundFor === profile) return this.#found;
    this.#foundFor = profile;
    let from = this.#idle;
    for (let nth = 0; nth < length; nth++) {
      const able = this.#ableFor(profile, nth, 0);
      for (let i = 0; i < able.length; i++) this.#found[i] = (from[i] ?? 0) & (able[i] ?? 0);
      from = this.#found;
    }
    return from;
  }

  /** Only who is both is left. */
  #keep(these: Uint32Array, and: Uint32Array): void {
    for (let i = 0; i < and.length; i++) this.#left[i] = (these[i] ?? 0) & (and[i] ?? 0);
  }

  /** Of those who are left, only as many levels from the highest down, or from the lowest up, as it takes to have so many. */
  #keepByLevels(profile: Profile, highestFirst: boolean, most: number): void {
    for (let nth = 0; nth < HIGHEST; nth++) {
      const count = highestFirst
        ? this.#choose(profile, HIGHEST - nth, 'with')
        : this.#choose(profile, nth + 2, 'without');
      if (count < most) continue;
      [this.#left, this.#chosen] = [this.#chosen, this.#left];
      return;
    }
  }

  /** Chooses of those who are left who has this level in all that is needed, or who has not; how many they are. */
  #choose(profile: Profile, level: number, which: 'with' | 'without'): number {
    const { length } = profile.needs;
    this.#chosen.fill(-1);
    for (let nth = 0; nth < length; nth++) {
      const able = this.#ableFor(profile, nth, level);
      for (let i = 0; i < able.length; i++) this.#chosen[i] = (this.#chosen[i] ?? 0) & (able[i] ?? 0);
    }
    const turned = which === 'with' ? 0 : -1;
    let count = 0;
    for (let i = 0; i < this.#chosen.length; i++) {
      const word = ((this.#chosen[i] ?? 0) ^ turned) & (this.#left[i] ?? 0);
      this.#chosen[i] = word;
      count += ones(word);
    }
    return count;
  }

  /** Who of all seats has what one need asks, and no less than this level. */
  #ableFor(profile: Profile, nth: number, atLeast: number): Uint32Array {
    const { skill, level: needed } = profile.least(nth);
    const level = Math.max(needed, atLeast);
    let byLevel = this.#able.get(skill);
    if (byLevel === undefined) {
      byLevel = new Map();
      this.#able.set(skill, byLevel);
    }
    let able = byLevel.get(level);
    if (able === undefined) {
      able = this.#whoHas(profile.column(nth), level);
      byLevel.set(level, able);
    }
    return able;
  }

  #whoHas(levels: Float64Array, level: number): Uint32Array {
    const numbers = this.#numbers;
    const bits = bitsFor(numbers.length);
    for (let place = 0; place < numbers.length; place++) {
      const has = (levels[numbers[place] ?? 0] ?? 0) >= level;
      if (has) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
    }
    return bits;
  }
}

const bitsFor = (size: number) => new Uint32Array(Math.ceil(size / WORD));

function bitsOf(seats: readonly Seat[], isIn: (seat: Seat) => boolean): Uint32Array {
  const bits = bitsFor(seats.length);
  for (const [place, seat] of seats.entries())
    if (isIn(seat)) bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
  return bits;
}

/** Which is the first bit that is set. */
const lowest = (word: number) => 31 - Math.clz32(word & -word);

/** How many bits of a word are set. */
function ones(word: number): number {
  let n = word - ((word >>> 1) & 0x55555555);
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
