// SPDX-License-Identifier: GPL-2.0-or-later
// Which bytes are in an A-law WAV? What a prompt is, and what a far end's recording heard.
import { readFileSync } from 'node:fs';

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
