// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a recording, byte by byte? A-law WAVs, and how much of a speech that is said over and over stands in them.

import { readFileSync } from 'node:fs';

export const BYTES_PER_SECOND = 8_000;
const FRAME = 160;

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

/** Which share of a side's frames (20 ms) stands, byte by byte, in a speech that is said over and over. */
export function shareOf(speech: Buffer, side: Buffer): number {
  const said = Buffer.concat([speech, speech.subarray(0, FRAME)]);
  const frames = Math.floor(side.length / FRAME);
  const exact = Array.from({ length: frames }, (_, i) => said.includes(side.subarray(i * FRAME, (i + 1) * FRAME)));
  return exact.filter(Boolean).length / frames;
}
