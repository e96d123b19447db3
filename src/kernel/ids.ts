// SPDX-License-Identifier: GPL-2.0-or-later
// How are things named for ever? Short text that sorts by time and never repeats, also after a restart.

import { type Chance, ownChance } from './chance.js';
import type { Clock } from './clock.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: nothing that is misread on the telephone

function base32(value: number, length: number): string {
  let out = '';
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) out = ALPHABET[rest % 32] + out;
  return out;
}

/** All of two characters: names are made in the middle of everything, and to put one together digit by digit is most of what it costs. */
const PAIRS: readonly string[] = Array.from({ length: 1024 }, (_, value) => base32(value, 2));

/** Makes ids like `call-01k9…`: kind, 9 characters of time, 3 of a counter, 4 of chance. */
export class Ids {
  readonly #clock: Clock;
  readonly #chance: Chance;
  #count = 0;
  /** The time of the last id, and how it is written: many come within a millisecond. */
  #at = -1;
  #written = '';

  /** The same chance and the same times give the same ids. */
  constructor(clock: Clock, chance: Chance = ownChance()) {
    this.#clock = clock;
    this.#chance = chance;
  }

  next(kind: string): string {
    this.#count = (this.#count + 1) % 32768;
    const at = Math.floor(this.#clock.now());
    if (at !== this.#at) this.#written = base32(at, 9);
    this.#at = at;
    const [count, chance] = [this.#count, this.#chance() % 2 ** 20];
    const counted = `${ALPHABET[count >> 10]}${PAIRS[count & 1023]}`;
    return `${kind}-${this.#written}${counted}${PAIRS[chance >> 10]}${PAIRS[chance & 1023]}`;
  }
}
