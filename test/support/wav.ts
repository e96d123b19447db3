// SPDX-License-Identifier: GPL-2.0-or-later
// Which bytes are in a WAV? What a prompt is, and what a recording heard; and how tests write one to play.
import { readFileSync, writeFileSync } from 'node:fs';

const A_LAW = 6;

/** The bytes of each channel of an A-law WAV of 8 kHz: one for a prompt; customer (left) and agent (right) for a recording. */
export function wavChannels(file: string): Buffer[] {
  const bytes = readFileSync(file);
  let [count, data] = [0, Buffer.alloc(0)];
  for (let at = 12; at + 8 <= bytes.length; ) {
    const [name, size] = [bytes.toString('latin1', at, at + 4), bytes.readUInt32LE(at + 4)];
    const chunk = bytes.subarray(at + 8, at + 8 + size);
    if (name === 'fmt ' && chunk.readUInt16LE(0) === A_LAW) count = chunk.readUInt16LE(2);
    if (name === 'data') data = chunk;
    at += 8 + size + (size % 2);
  }
  if (count === 0) throw new Error(`${file} is no A-law WAV`);
  return Array.from({ length: count }, (_, channel) => data.filter((_byte, i) => i % count === channel) as Buffer);
}

export interface WavFormat {
  /** 6 A-law, 7 mu-law, 1 PCM. */
  readonly tag?: number;
  readonly hertz?: number;
  readonly channels?: number;
  readonly bits?: number;
}

/** A WAV file of these bytes of sound; mono A-law at 8 kHz unless told otherwise. */
export function wav(audio: Uint8Array, { tag = 6, hertz = 8000, channels = 1, bits = 8 }: WavFormat = {}): Buffer {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + audio.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(tag, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(hertz, 24);
  head.writeUInt32LE((hertz * channels * bits) / 8, 28);
  head.writeUInt16LE((channels * bits) / 8, 32);
  head.writeUInt16LE(bits, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(audio.length, 40);
  return Buffer.concat([head, audio]);
}

/** Writes a voice that no other is like: every 160 bytes of it are its own. Gives its bytes. */
export function writeVoice(file: string, seed: number, milliseconds = 2_000): Buffer {
  let state = seed;
  const audio = Buffer.alloc(milliseconds * 8);
  for (let i = 0; i < audio.length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    audio[i] = state >>> 24;
  }
  writeFileSync(file, wav(audio));
  return audio;
}
