// SPDX-License-Identifier: GPL-2.0-or-later
// What does a WAV file say about itself, and are its samples all there?

import { readSync } from 'node:fs';
import type { Encoding } from './encoding.js';
import { NO_SOUND, SoundFault } from './sound.js';

/** Where the samples stand. Without an encoding it is one that a library must decode. */
export interface WavHeader {
  readonly encoding: Encoding | undefined;
  readonly channels: number;
  readonly rate: number;
  readonly at: number;
  readonly bytes: number;
}

type Format = Pick<WavHeader, 'encoding' | 'channels' | 'rate'>;

const EXTENSIBLE = 0xfffe; // the true format begins the GUID, 24 bytes on
const LENGTH_UNKNOWN = 0x7ffff000; // a program that wrote to a pipe left 2 or 4 GiB there

/** Undefined when the file is no WAV at all. Throws a SoundFault when it is a broken one. */
export function readWavHeader(descriptor: number, size: number): WavHeader | undefined {
  const read = (at: number, length: number) => {
    const bytes = Buffer.alloc(Math.min(length, Math.max(0, size - at)));
    return bytes.subarray(0, readSync(descriptor, bytes, 0, bytes.length, at));
  };
  const riff = read(0, 12);
  if (riff.toString('latin1', 0, 4) !== 'RIFF' || riff.toString('latin1', 8, 12) !== 'WAVE') return undefined;

  let format: Format | undefined;
  for (let at = 12; size - at >= 8; ) {
    const head = read(at, 8);
    const tag = head.toString('latin1', 0, 4);
    const told = head.readUInt32LE(4);
    at += 8;
    const length = tag === 'data' && told >= LENGTH_UNKNOWN ? size - at : told;
    if (length > size - at) throw cutShort(tag, at, length, size - at);
    if (tag === 'fmt ') format = formatOf(read(at, Math.min(length, 40)), at);
    if (tag === 'data' && format === undefined) throw withoutFormat(at);
    if (tag === 'data' && format && length === 0) throw new SoundFault(NO_SOUND);
    if (tag === 'data' && format) return { ...format, at, bytes: length };
    at += length + (length & 1); // chunks begin at even places
  }
  throw new SoundFault({
    en: `a WAV file that ends at byte ${size}, before its samples (the "data" chunk); copy it anew`,
    zh: `WAV 文件在第 ${size} 字节处结束，缺少声音数据（"data" 块）；请重新复制`,
  });
}

function formatOf(chunk: Buffer, at: number): Format {
  if (chunk.length < 16) {
    throw new SoundFault({
      en: `its "fmt " chunk at byte ${at} has ${chunk.length} bytes; 16 or more would be right`,
      zh: `第 ${at} 字节处的 "fmt " 块只有 ${chunk.length} 字节；至少应有 16 字节`,
    });
  }
  const [written, channels, rate] = [chunk.readUInt16LE(0), chunk.readUInt16LE(2), chunk.readUInt32LE(4)];
  const tag = written === EXTENSIBLE && chunk.length >= 26 ? chunk.readUInt16LE(24) : written;
  return { encoding: encodingOf(tag, chunk.readUInt16LE(14)), channels, rate };
}

function encodingOf(tag: number, bits: number): Encoding | undefined {
  if (tag === 1 && bits === 16) return 's16';
  if (tag === 6 && bits === 8) return 'alaw';
  if (tag === 7 && bits === 8) return 'ulaw';
  return undefined;
}

function cutShort(tag: string, at: number, told: number, there: number): SoundFault {
  const name = JSON.stringify(tag);
  return new SoundFault({
    en: `is cut short: its ${name} chunk should have ${told} bytes from byte ${at} on, ${there} are there; copy it anew`,
    zh: `文件不完整：${name} 块从第 ${at} 字节起应有 ${told} 字节，实际只有 ${there} 字节；请重新复制`,
  });
}

function withoutFormat(at: number): SoundFault {
  return new SoundFault({
    en: `has samples at byte ${at} but no "fmt " chunk before them, which would say what they are`,
    zh: `第 ${at} 字节处有声音数据，但之前没有说明格式的 "fmt " 块`,
  });
}
