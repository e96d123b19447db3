// SPDX-License-Identifier: GPL-2.0-or-later
// Who said what in a recording, and when was it loud? One side of it as a sound of its own; its waveform by sides.

import { TelephonyError } from '../faults.js';
import type { Sound } from './sound.js';

/** left: the customer; right: what he heard, the agent. */
export type Side = 'left' | 'right';

const LOOKED_AT = 4_096; // our sound begins within it
const A_LAW = 6;
const HEADER = 44;
const HERTZ = 8_000;

/** What a WAV says of itself. */
export interface WavShape {
  /** Where its sound begins. */
  readonly data: number;
  /** Bytes of sound that are there. */
  readonly bytes: number;
  /** Bytes of sound that its header promises. */
  readonly promised: number;
  readonly channels: number;
}

/** Rejects with RECORDING_DAMAGED for what is no A-law WAV at 8 kHz. */
export async function shapeOf(sound: Sound): Promise<WavShape> {
  const parts: Buffer[] = [];
  for await (const part of sound.read(0, Math.min(LOOKED_AT, sound.size) - 1)) parts.push(part);
  const head = Buffer.concat(parts);
  const [format, data] = [head.indexOf('fmt ', 12, 'latin1'), head.indexOf('data', 12, 'latin1')];
  const isOurs = format > 0 && data > 0 && data + 8 <= head.length && head.readUInt16LE(format + 8) === A_LAW;
  if (!isOurs) throw new TelephonyError('RECORDING_DAMAGED', 'it is no WAV of A-law');
  const promised = head.readUInt32LE(data + 4);
  const bytes = Math.min(promised, sound.size - data - 8);
  return { data: data + 8, bytes, promised, channels: head.readUInt16LE(format + 10) };
}

/** One side as a WAV of one channel; what has only one is given as it is. */
export async function sideOf(sound: Sound, side: Side): Promise<Sound> {
  const shape = await shapeOf(sound);
  return shape.channels === 2 ? new SideSound(sound, shape, side === 'left' ? 0 : 1) : sound;
}

class SideSound implements Sound {
  readonly size: number;
  readonly #of: Sound;
  readonly #shape: WavShape;
  readonly #channel: number;
  readonly #head: Buffer;

  constructor(of: Sound, shape: WavShape, channel: number) {
    const samples = Math.floor(shape.bytes / 2);
    this.#of = of;
    this.#shape = shape;
    this.#channel = channel;
    this.#head = header(samples);
    this.size = HEADER + samples;
  }

  async *read(start: number, end: number): AsyncIterable<Buffer> {
    if (start < HEADER) yield this.#head.subarray(start, Math.min(HEADER, end + 1));
    if (end < HEADER) return;
    const first = Math.max(start, HEADER) - HEADER;
    const last = end - HEADER;
    const { data } = this.#shape;
    let odd = this.#channel; // bytes until the next of this side
    for await (const part of this.#of.read(data + 2 * first, data + 2 * last + 1)) {
      const samples = Buffer.alloc(Math.max(0, Math.ceil((part.length - odd) / 2)));
      for (let i = 0; i < samples.length; i++) samples[i] = part[odd + 2 * i] ?? 0;
      odd = odd + 2 * samples.length - part.length;
      yield samples;
    }
  }

  close(): Promise<void> {
    return this.#of.close();
  }
}

function header(samples: number): Buffer {
  const head = Buffer.alloc(HEADER);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(HEADER - 8 + samples, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(A_LAW, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(HERTZ, 24);
  head.writeUInt32LE(HERTZ, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples, 40);
  return head;
}

/** The loudest of each stretch, 0 to 100, for each side. */
export interface Waveform {
  readonly durationMs: number;
  /** The file is shorter than it says. */
  readonly truncated: boolean;
  readonly left: readonly number[];
  readonly right: readonly number[];
}

/** In `points` stretches, or fewer when it is short. */
export async function waveformOf(sound: Sound, points: number): Promise<Waveform> {
  const { data, bytes, promised, channels } = await shapeOf(sound);
  const frames = Math.floor(bytes / channels);
  const count = Math.max(1, Math.min(points, frames));
  const peaks = Array.from({ length: channels }, () => new Uint16Array(count));
  let at = 0;
  for await (const part of sound.read(data, data + frames * channels - 1)) {
    for (const byte of part) {
      const frame = Math.floor(at / channels);
      const of = peaks[at % channels];
      const point = Math.min(count - 1, Math.floor((frame * count) / frames));
      const level = LEVELS[byte] ?? 0;
      if (of !== undefined && level > (of[point] ?? 0)) of[point] = level;
      at++;
    }
  }
  const left = [...(peaks[0] ?? [])];
  return {
    durationMs: Math.round((frames * 1_000) / HERTZ),
    truncated: bytes < promised,
    left,
    right: [...(peaks[1] ?? peaks[0] ?? [])],
  };
}

/** How loud a byte of A-law is (G.711), 0 to 100, by the logarithm that ears go by. */
const LEVELS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const code = byte ^ 0x55;
  const segment = (code & 0x70) >> 4;
  const step = ((code & 0x0f) << 4) + (segment === 0 ? 8 : 0x108);
  const sample = segment > 1 ? step << (segment - 1) : step; // of 32,256 at most
  return Math.round((100 * Math.log2(1 + sample / 8)) / Math.log2(1 + 32_256 / 8));
});
