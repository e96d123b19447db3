// SPDX-License-Identifier: GPL-2.0-or-later
// How do samples become a prompt's file? A-law of 8 kHz in a WAV: what lines carry, byte for byte.

const RATE = 8_000;
const A_LAW = 6; // WAVE_FORMAT_ALAW

/** G.711 table 1: sign, three bits of segment, four within it; every second bit is inverted. */
export function toAlaw(sample: number): number {
  const size = Math.min(32_767, Math.round(Math.abs(sample) * 32_768)) >> 4; // in steps of the lowest segment
  const sign = sample >= 0 ? 0x80 : 0;
  const segment = size < 16 ? 0 : Math.floor(Math.log2(size)) - 3;
  const within = segment === 0 ? size : (size >> (segment - 1)) & 15;
  return (sign | (segment << 4) | within) ^ 0x55;
}

/** The whole file. `samples`: full scale is 1. */
export function alawFile(samples: Float32Array): Buffer {
  const head = Buffer.alloc(58);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(50 + samples.length + (samples.length & 1), 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(18, 16);
  head.writeUInt16LE(A_LAW, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('fact', 38, 'latin1'); // of all but PCM
  head.writeUInt32LE(4, 42);
  head.writeUInt32LE(samples.length, 46);
  head.write('data', 50, 'latin1');
  head.writeUInt32LE(samples.length, 54);
  const sound = Buffer.alloc(samples.length + (samples.length & 1)); // chunks end at even places
  for (const [at, sample] of samples.entries()) sound[at] = toAlaw(sample);
  return Buffer.concat([head, sound]);
}
