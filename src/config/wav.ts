// SPDX-License-Identifier: GPL-2.0-or-later
// Can this file be a prompt? The same rules as the engine's reader (native/media/wav.cc), by the file's headers alone.

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const WRONG_FORMAT = 'is no WAV of 8 kHz, A-law, mu-law or 16 bit: spillway prompts import FILE NAME makes one';
const PCM = 1;
const G711: readonly number[] = [6, 7];
const EXTENSIBLE = 0xfffe; // the true format begins the GUID, 24 bytes on
const LARGEST = 32 * 1024 * 1024; // bytes that the engine reads of a prompt
const LENGTH_UNKNOWN = 0x7ffff000; // a program that wrote to a pipe left 2 or 4 GiB there

const SAMPLES_A_MS = 8;

interface Sound {
  readonly samples: number;
}

/** What is wrong with a prompt's file, in words that follow its name; undefined: it can be played. */
export function wavFault(file: string): string | undefined {
  const found = soundOf(file);
  return typeof found === 'string' ? found : undefined;
}

/** How long a prompt's file sounds, in ms; 0 for one that cannot be played. */
export function wavLength(file: string): number {
  const found = soundOf(file);
  return typeof found === 'string' ? 0 : found.samples / SAMPLES_A_MS;
}

/** The sound of a file; a text: what is wrong with it. */
function soundOf(file: string): Sound | string {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (error) {
    return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
  try {
    const { size } = fstatSync(descriptor);
    if (size === 0) return 'is empty';
    if (size > LARGEST) return 'is larger than 32 MiB';
    return soundIn(size, (at, length) => {
      const bytes = Buffer.alloc(length);
      return bytes.subarray(0, readSync(descriptor, bytes, 0, length, at));
    });
  } finally {
    closeSync(descriptor);
  }
}

function soundIn(size: number, read: (at: number, length: number) => Buffer): Sound | string {
  const riff = read(0, 12);
  if (riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8, 12) !== 'WAVE') return WRONG_FORMAT;

  let sampleBytes = 0;
  for (let at = 12; size - at >= 8; ) {
    const head = read(at, 8);
    const tag = head.toString('latin1', 0, 4);
    const told = head.readUInt32LE(4);
    at += 8;
    const length = tag === 'data' && told >= LENGTH_UNKNOWN ? size - at : told;
    if (length > size - at) return 'is cut short';
    if (tag === 'fmt ') sampleBytes = sampleBytesOf(read(at, Math.min(length, 40)));
    if (tag === 'data' && sampleBytes === 0) return WRONG_FORMAT;
    if (tag === 'data') return length < sampleBytes ? 'holds no sound' : { samples: length / sampleBytes };
    at += length + (length & 1); // chunks begin at even places
  }
  return 'is cut short';
}

/** Bytes of a sample of all its channels; 0: a format that is not played. */
function sampleBytesOf(format: Buffer): number {
  if (format.length < 16) return 0;
  const [written, channels, bits] = [format.readUInt16LE(0), format.readUInt16LE(2), format.readUInt16LE(14)];
  if (format.readUInt32LE(4) !== 8000 || channels < 1 || channels > 2) return 0;
  const tag = written === EXTENSIBLE && format.length >= 26 ? format.readUInt16LE(24) : written;
  const known = (tag === PCM && bits === 16) || (G711.includes(tag) && bits === 8);
  return known ? (bits / 8) * channels : 0;
}
