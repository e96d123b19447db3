// SPDX-License-Identifier: GPL-2.0-or-later
// How long does a fuzz target written in TypeScript run, and by which random numbers? `--seconds N --seed N`.
import { parseArgs } from 'node:util';
import { SystemClock } from '../../src/kernel/index.js';
import { Random as Chance } from '../../src/sim/index.js';

/** The simulator's chance, as a fuzz target asks for it. */
export class Random extends Chance {
  /** A whole number from 0 to under `limit`. */
  below(limit: number): number {
    return this.integer(0, limit - 1);
  }

  of<T>(choices: readonly T[]): T {
    const chosen = choices[this.below(choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to choose from');
    return chosen;
  }
}

/** What the command line allows a target. */
export interface Budget {
  readonly random: Random;
  readonly seconds: number;
  readonly clock: SystemClock;
  readonly isOver: () => boolean;
}

/** Reads `--seconds` (10) and `--seed` (1). */
export function readBudget(): Budget {
  const { values } = parseArgs({
    options: { seconds: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
  });
  const seconds = Number(values.seconds);
  const clock = new SystemClock();
  const end = clock.now() + seconds * 1_000;
  return { random: new Random(Number(values.seed)), seconds, clock, isOver: () => clock.now() >= end };
}
