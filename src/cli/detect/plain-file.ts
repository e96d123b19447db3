// SPDX-License-Identifier: GPL-2.0-or-later
// How are samples read that need no library: A-law, mu-law, 16 bit, in a WAV file or raw?

import { readSync } from 'node:fs';
import { BYTES, decode, type Encoding } from './encoding.js';
import { BLOCK_SAMPLES, checkLayout, NO_SOUND, type Sound, SoundFault } from './sound.js';

/** Where samples stand in a file, and what they are. */
export interface PlainLayout {
  readonly encoding: Encoding;
  readonly channels: number;
  readonly rate: number;
  readonly at: number;
  readonly bytes: number;
}

/** Takes over the descriptor: `close` closes it. Throws a SoundFault and leaves it open. */
export function plainSound(descriptor: number, layout: PlainLayout, close: () => void): Sound {
  const { encoding, channels, rate, bytes } = layout;
  checkLayout(channels, rate);
  const frameBytes = BYTES[encoding] * channels;
  if (bytes < frameBytes) throw new SoundFault(NO_SOUND);
  const buffer = Buffer.alloc(BLOCK_SAMPLES * BYTES[encoding]);
  const samples = new Float32Array(BLOCK_SAMPLES);
  const end = layout.at + bytes - (bytes % frameBytes);
  let at = layout.at;
  return {
    rate,
    sides: channels,
    length: (end - at) / frameBytes,
    read: () => {
      const count = readSync(descriptor, buffer, 0, Math.min(buffer.length, end - at), at);
      at += count;
      return samples.subarray(0, decode(buffer.subarray(0, count), encoding, samples));
    },
    close,
  };
}
