// SPDX-License-Identifier: GPL-2.0-or-later
// Where does chance come from? From a seed, so that a run can be repeated; in a box, from a seed that nobody knows.

import { randomFillSync } from 'node:crypto';

/** Gives integers of 0 to 2^32 - 1, each as likely as the others. */
export type Chance = () => number;

const WARM_UP = 12; // until every bit of the seed has reached every bit of what is given

/**
 * A stream of its own for each seed: the same seed, the same numbers. sfc32 (of PractRand; period at least 2^32). Names things apart;
 * it keeps no secret.
 */
export function seededChance(...seed: readonly number[]): Chance {
  let [a = 0, b = 0, c = 0] = seed.map((word) => word | 0);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < WARM_UP; i++) next();
  return next;
}

/** A stream that no other process has. The system's chance is asked once: asking it for each number would cost more than what is named. */
export function ownChance(): Chance {
  return seededChance(...randomFillSync(new Int32Array(3)));
}
