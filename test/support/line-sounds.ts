// SPDX-License-Identifier: GPL-2.0-or-later
// How does a bad line sound? Files of noise and hum that a line of a simulated exchange plays.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Random } from '../../src/sim/index.js';
import { wavOf } from '../../src/station/fsk.js';
import type { World } from './world.js';

export interface LineSound {
  /** 50 Hz, dBm0. */
  readonly hum?: number;
  /** White noise, dBm0. */
  readonly noise?: number;
  /** Default 4 s: a whole number of periods of 50 Hz. */
  readonly seconds?: number;
  /** Of the noise. */
  readonly seed?: number;
}

const FULL_SCALE = 3.14; // dBm0
const peakOf = (dbm0: number) => 32_768 * 10 ** ((dbm0 - FULL_SCALE) / 20);

let made = 0;

/** Its path, in the world's folder. */
export function wavFile(world: World, { hum = -96, noise = -96, seconds = 4, seed = 1 }: LineSound): string {
  const random = new Random(seed);
  // Of an even spread the power is a third of its peak's square, of a sine the half.
  const spread = peakOf(noise) * Math.sqrt(1.5);
  const samples = Int16Array.from({ length: seconds * 8_000 }, (_, i) => {
    const wave = peakOf(hum) * Math.sin((2 * Math.PI * 50 * i) / 8_000);
    return Math.round(wave + spread * random.between(-1, 1));
  });
  const file = join(world.folder, `line-${made++}.wav`);
  writeFileSync(file, wavOf(samples));
  return file;
}
