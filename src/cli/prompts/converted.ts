// SPDX-License-Identifier: GPL-2.0-or-later
// How does a shop's recording become a prompt? Whatever `detect` reads, mixed to one side, at 8 kHz and as loud as all others.

import { activeLevel, alawFile, levelled } from '../../speech/index.js';
import { openSound } from '../detect/open-sound.js';
import { LINE_RATE } from '../detect/resampled.js';
import { NO_SOUND, type Sound, SoundFault } from '../detect/sound.js';

/** A prompt, ready to be put in its place. */
export interface Converted {
  readonly file: Buffer;
  readonly seconds: number;
  /** In dB; less than nothing: it was turned down. */
  readonly raised: number;
}

const LEAST_SECONDS = 0.1;
const MOST_SECONDS = 3_600;
/** Softer than this is no speech that somebody recorded: only its noise would be raised. */
const SOFTEST = -60; // dBm0
const APART = 10; // dB; so much is lost in a mix only by sides that are against each other

/** Reads a file and makes a prompt of it. Throws a SoundFault. */
export function converted(path: string): Converted {
  const sound = openSound(path, undefined);
  const samples = withoutOffset(oneSide(sound, allOf(sound)));
  const seconds = samples.length / LINE_RATE;
  if (seconds < LEAST_SECONDS)
    throw new SoundFault({
      en: `lasts ${seconds.toFixed(2)} s: at least ${LEAST_SECONDS} s would be right`,
      zh: `只有 ${seconds.toFixed(2)} 秒：至少应有 ${LEAST_SECONDS} 秒`,
    });
  const level = activeLevel(samples, LINE_RATE);
  if (level === undefined || level < SOFTEST) throw new SoundFault(SILENT);
  const made = levelled(samples, LINE_RATE);
  if (made === undefined) throw new SoundFault(SILENT);
  return { file: alawFile(made.samples), seconds, raised: made.raised };
}

const SILENT = {
  en: 'is silent, or nearly so: record it again, louder',
  zh: '没有声音或声音过小：请重新录制，提高音量',
};

/** Every sample of all sides in turn. */
function allOf(sound: Sound): Float32Array {
  const blocks: Float32Array[] = [];
  let length = 0;
  try {
    for (let block = sound.read(); block.length > 0; block = sound.read()) {
      blocks.push(block.slice());
      length += block.length;
      if (length / sound.sides > MOST_SECONDS * LINE_RATE)
        throw new SoundFault({ en: 'lasts more than an hour: cut it shorter', zh: '超过一小时：请剪短' });
    }
  } finally {
    sound.close();
  }
  if (length === 0) throw new SoundFault(NO_SOUND);
  const all = new Float32Array(length);
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}

/** Both sides in equal parts; sides that are against each other would be silent together: then the louder one. */
function oneSide({ sides }: Sound, all: Float32Array): Float32Array {
  if (sides === 1) return all;
  const [left, right] = [0, 1].map((side) =>
    Float32Array.from({ length: all.length / 2 }, (_, i) => all[2 * i + side] ?? 0),
  );
  const [one, other] = [left ?? all, right ?? all];
  const mix = one.map((sample, i) => (sample + (other[i] ?? 0)) / 2);
  const louder = energy(one) >= energy(other) ? one : other;
  return energy(mix) * 10 ** (APART / 10) < energy(louder) ? louder : mix;
}

const energy = (samples: Float32Array) => samples.reduce((sum, sample) => sum + sample * sample, 0);

/** Some sound cards add a constant: it is no sound. */
function withoutOffset(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length);
  return samples.map((sample) => sample - mean);
}
