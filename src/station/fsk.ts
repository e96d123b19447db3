// SPDX-License-Identifier: GPL-2.0-or-later
// How does a message sound on a telephone's line? Frequency shift keying at 1,200 bit/s, as samples of 8 kHz; pure.

import { endianness } from 'node:os';

/** Frequencies of 1 and 0 in hertz. Bell 202 and V.23's forward channel. */
export const FSK = { 'fsk-bell202': { mark: 1_200, space: 2_200 }, 'fsk-v23': { mark: 1_300, space: 2_100 } } as const;

const RATE = 8_000;
const BAUD = 1_200;
/** GR-30: 300 bits of 0 and 1 in turn before a message on hook, then 180 of 1; while somebody talks none and 80. */
const SEIZURE_BITS = 300;
const MARK_BITS = 180;
const MARK_BITS_WAITING = 80;
const STOP_BITS_AFTER = 10;
/** -13.5 dBm0 (GR-30), where a full 16-bit sine is 3.14 dBm0. */
const PEAK = 32_256 * 10 ** ((-13.5 - 3.14) / 20);

/** A message as 16-bit samples. `waiting`: its receiver is off hook. */
export function fskSamples(
  message: readonly number[],
  style: keyof typeof FSK,
  { waiting = false }: { readonly waiting?: boolean } = {},
): Int16Array {
  const lead = waiting
    ? ones(MARK_BITS_WAITING)
    : [...Array.from({ length: SEIZURE_BITS }, (_, bit) => bit % 2), ...ones(MARK_BITS)];
  const bits = [...lead, ...message.flatMap(framed), ...ones(STOP_BITS_AFTER)];
  const { mark, space } = FSK[style];
  const samples = new Int16Array(Math.ceil((bits.length * RATE) / BAUD));
  let phase = 0; // runs on over the bits: a jump would be heard as another frequency
  for (let i = 0; i < samples.length; i++) {
    samples[i] = Math.round(PEAK * Math.sin(phase));
    phase += (2 * Math.PI * (bits[Math.floor((i * BAUD) / RATE)] === 0 ? space : mark)) / RATE;
  }
  return samples;
}

const ones = (count: number) => Array.from({ length: count }, () => 1);

/** A start bit, eight of data with the least first, a stop bit. */
const framed = (byte: number) => [0, ...Array.from({ length: 8 }, (_, bit) => (byte >> bit) & 1), 1];

/** A WAV file of them: 8 kHz, 16 bit, one channel. */
export function wavOf(samples: Int16Array): Buffer {
  const header = Buffer.alloc(44);
  const bytes = samples.length * 2;
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20); // PCM
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(RATE, 24);
  header.writeUInt32LE(RATE * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  const data = Buffer.from(samples.slice().buffer);
  return Buffer.concat([header, endianness() === 'LE' ? data : data.swap16()]);
}
