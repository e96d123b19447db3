// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a sound, side by side?

import { type Detected, type DetectorOptions, type HeardTone, openDetector } from '../../native/index.js';
import type { Sound } from './sound.js';

/** `side` only of a stereo sound: the two sides are two persons, and digits of one are not the other's. */
export type Found = Detected & { readonly side?: 'left' | 'right' };

/** Something was found; a share of the sound has been heard (0 to 1); or, first of all, tones that cannot be listened for. */
export type Heard = { readonly found: Found } | { readonly share: number } | { readonly unheard: readonly HeardTone[] };

/** Listens to a sound to its end, a block at a time, and closes it. Throws a SoundFault where it breaks. */
export function* listen(sound: Sound, options: DetectorOptions): Generator<Heard> {
  const sides = sound.sides === 2 ? (['left', 'right'] as const) : ([undefined] as const);
  const listeners = sides.map((side) => ({ side, detector: openDetector(options) }));
  const unheard = listeners[0]?.detector.unheard ?? [];
  if (unheard.length > 0) yield { unheard };
  let heard = 0;
  try {
    for (let block = sound.read(); block.length > 0; block = sound.read()) {
      for (const [index, { side, detector }] of listeners.entries()) {
        yield* named(side, detector.feed(samplesOf(block, index, sound.sides)));
      }
      heard += block.length / sound.sides;
      yield { share: Math.min(1, heard / sound.length) };
    }
  } finally {
    sound.close();
  }
  for (const { side, detector } of listeners) yield* named(side, detector.end());
}

function* named(side: 'left' | 'right' | undefined, found: readonly Detected[]): Generator<Heard> {
  for (const one of found) yield { found: side === undefined ? one : { side, ...one } };
}

/** One side as 16 bit samples, cut where they do not fit. */
function samplesOf(block: Float32Array, side: number, sides: number): Int16Array {
  const samples = new Int16Array(block.length / sides);
  for (let i = 0; i < samples.length; i++) {
    const value = Math.round((block[i * sides + side] ?? 0) * 32_768);
    samples[i] = Math.max(-32_768, Math.min(32_767, value));
  }
  return samples;
}
