// SPDX-License-Identifier: GPL-2.0-or-later
// What goes with a mail? A report's file; of a message its sound, as a WAV that every program plays: one side, 8,000 samples a second, 16 bit.

import { readFile } from 'node:fs/promises';
import type { Message } from './message.js';

interface Attachment {
  readonly filename: string;
  readonly content: Buffer;
  readonly contentType: string;
}

const RATE = 8_000;
const HEADER = 44;
/** Of what is recorded of a leg (docs/boundary.md): A-law, left what its party says, right what it hears. */
const SIDES = 2;

/** None when the file is gone: somebody has deleted it meanwhile. */
export async function attachmentOf(message: Message): Promise<Attachment[]> {
  if (message.kind !== 'message' && message.kind !== 'document') return [];
  const recorded = await readFile(message.file).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (recorded === undefined) return [];
  if (message.kind === 'document')
    return [{ filename: message.filename, content: recorded, contentType: message.media }];
  const name = `${message.at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-')}-${message.box}.wav`;
  return [{ filename: name, content: wavOf(soundOf(recorded)), contentType: 'audio/wav' }];
}

/** What is behind the header of its `data` chunk, however the recorder has padded it. */
function soundOf(file: Buffer): Uint8Array {
  const at = file.indexOf('data', 12, 'latin1');
  if (at < 0) return new Uint8Array();
  const size = file.readUInt32LE(at + 4);
  return file.subarray(at + 8, Math.min(file.length, at + 8 + size));
}

function wavOf(sound: Uint8Array): Buffer {
  const samples = Math.floor(sound.length / SIDES);
  const wav = Buffer.alloc(HEADER + samples * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) wav.writeInt16LE(linear(sound[i * SIDES] ?? 0xd5), HEADER + i * 2);
  return wav;
}

/** A-law (G.711). */
function linear(byte: number): number {
  const code = byte ^ 0x55;
  const [exponent, mantissa] = [(code >> 4) & 7, code & 15];
  const size = exponent === 0 ? mantissa * 16 + 8 : (mantissa * 16 + 264) << (exponent - 1);
  return (code & 0x80) === 0 ? -size : size;
}
