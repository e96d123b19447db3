// SPDX-License-Identifier: GPL-2.0-or-later
// How are things named for ever? Short text that sorts by time and never repeats, also after a restart.

import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.js';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'; // Crockford's base 32: nothing that is misread on the telephone

function base32(value: number, length: number): string {
  let out = '';
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) out = ALPHABET[rest % 32] + out;
  return out;
}

/** Makes ids like `call-01k9…`: kind, 9 characters of time, 3 of a counter, 4 of chance. */
export class Ids {
  readonly #clock: Clock;
  readonly #chance: () => number;
  #count = 0;

  /** `chance` gives integers below 2^20; tests pass a seeded one. */
  constructor(clock: Clock, chance: () => number = () => randomBytes(3).readUIntBE(0, 3) >>> 4) {
    this.#clock = clock;
    this.#chance = chance;
  }

  next(kind: string): string {
    this.#count = (this.#count + 1) % 32768;
    return `${kind}-${base32(Math.floor(this.#clock.now()), 9)}${base32(this.#count, 3)}${base32(this.#chance(), 4)}`;
  }
}
