// SPDX-License-Identifier: GPL-2.0-or-later
// When does somebody begin to speak, and when has he ended? By the level of 20 ms of sound above the noise of the line; pure.

import { fromAlaw } from './wav-samples.js';

const FRAME_MS = 20;
const SOFTEST = -42; // dBm0: softer is no speech on a telephone
const ABOVE_NOISE = 9; // dB
const BEGINS_AFTER = 4; // loud frames of the last six: a click is shorter
const WINDOW = 6;
const ENDS_AFTER = 700 / FRAME_MS; // quiet frames: longer than the pause before a stressed word or between two digits
const NOISE_RISES = 0.02; // of the way to the level, a frame
const NOISE_FALLS = 0.2;
const START_NOISE = -55;
const FULL_SCALE_DBM0 = 6.15;

export type VoiceState = 'waiting' | 'speaking' | 'ended';

/** One utterance. */
export class VoiceActivity {
  #noise = START_NOISE;
  #recent: boolean[] = [];
  #quiet = 0;
  #state: VoiceState = 'waiting';

  /** 160 samples of A-law; gives what is known after them. */
  hear(frame: Uint8Array): VoiceState {
    const level = levelOf(frame);
    const isLoud = level > Math.max(SOFTEST, this.#noise + ABOVE_NOISE);
    if (!isLoud || this.#state === 'waiting')
      this.#noise += (level - this.#noise) * (level > this.#noise ? NOISE_RISES : NOISE_FALLS);
    this.#recent = [...this.#recent, isLoud].slice(-WINDOW);
    if (this.#state === 'waiting' && this.#recent.filter(Boolean).length >= BEGINS_AFTER) this.#state = 'speaking';
    this.#quiet = isLoud ? 0 : this.#quiet + 1;
    if (this.#state === 'speaking' && this.#quiet >= ENDS_AFTER) this.#state = 'ended';
    return this.#state;
  }
}

/** In dBm0. */
function levelOf(frame: Uint8Array): number {
  let energy = 0;
  for (const byte of frame) energy += (fromAlaw(byte) / 32_768) ** 2;
  return 10 * Math.log10(energy / Math.max(1, frame.length) + 1e-9) + FULL_SCALE_DBM0;
}
