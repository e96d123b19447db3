// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a recording, byte by byte? A-law WAVs, and how much of a speech that is said over and over stands in them.

import { readFileSync } from 'node:fs';

export const BYTES_PER_SECOND = 8_000;

/** The audio of an A-law WAV; throws on any other file. */
function audioOf(file: string, channels: number): Buffer {
  const wav = readFileSync(file);
  const format = wav.indexOf('fmt ') + 8;
  const data = wav.indexOf('data');
  const isALaw = wav.readUInt16LE(format) === 6 && wav.readUInt16LE(format + 2) === channels;
  if (!isALaw || data < 0) throw new Error(`${file} is no A-law WAV of ${channels} channel(s)`);
  return wav.subarray(data + 8, data + 8 + wav.readUInt32LE(data + 4));
}

/** A prompt's bytes. */
export const readPrompt = (file: string): Buffer => audioOf(file, 1);

/** Both sides of a recording: what the customer said, and what he heard. */
export function readRecording(file: string): { readonly left: Buffer; readonly right: Buffer } {
  const both = audioOf(file, 2);
  const side = (offset: number) => Buffer.from(both.filter((_, index) => index % 2 === offset));
  return { left: side(0), right: side(1) };
}

/** Bytes from the first 20 ms of `speech` on that are exactly the speech, said over and over. */
export function exactBytes(side: Buffer, speech: Buffer): number {
  const first = side.indexOf(speech.subarray(0, 160));
  if (first < 0) return 0;
  let length = 0;
  while (first + length < side.length && side[first + length] === speech[length % speech.length]) length++;
  return length;
}
