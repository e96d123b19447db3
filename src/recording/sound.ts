// SPDX-License-Identifier: GPL-2.0-or-later
// How is a recording read, wherever it lies and however it is kept? As bytes from one place to another of its WAV.

import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { TelephonyError } from '../faults.js';
import { type RecordingFolders, type RecordingRow, recordingFile } from '../store/index.js';
import { type KeyRing, readKeys } from './key-ring.js';
import { CHUNK, HEAD, placeOf, readHead, Sealer, sealedSize } from './sealed-file.js';

/** Bytes that may be asked for in pieces. */
export interface Sound {
  readonly size: number;
  /** From the byte `start` to the byte `end`, both in it. Rejects with RECORDING_DAMAGED. */
  read(start: number, end: number): AsyncIterable<Buffer>;
  close(): Promise<void>;
}

/** What of a row tells where its file is, and what opens it. */
export type Kept = Pick<RecordingRow, 'file' | 'key' | 'place'>;

/** Where recordings may be, and the keys of sealed ones. */
export interface Folders extends RecordingFolders {
  /** The file of keys. */
  readonly keys?: string;
}

/** In the place of a SHA-256: the file was gone when it was to be read for the first time. */
export const UNREADABLE = '';

/** Opens a recording for reading. Rejects with NOT_FOUND, RECORDING_DAMAGED, RECORDING_LOCKED. */
export async function openSound(kept: Kept, folders: Folders): Promise<Sound> {
  const path = recordingFile(kept, folders);
  const handle = await open(path, 'r').catch((cause: unknown) => {
    throw new TelephonyError('NOT_FOUND', `file ${path}`, { cause });
  });
  try {
    const { size } = await handle.stat();
    if (kept.key === null) return new PlainSound(handle, size);
    if (folders.keys === undefined)
      throw new TelephonyError('RECORDING_LOCKED', 'recording.encryption.keys is not in the configuration');
    return await SealedSound.open({ handle, size, path }, readKeys(folders.keys));
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Its SHA-256, as the catalogue has it of the sound. */
export async function digestOf(sound: Sound): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of sound.read(0, sound.size - 1)) hash.update(bytes);
  return hash.digest('hex');
}

class PlainSound implements Sound {
  readonly size: number;
  readonly #handle: FileHandle;

  constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  async *read(start: number, end: number): AsyncIterable<Buffer> {
    for (let at = start; at <= end; ) {
      const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(Math.min(CHUNK, end + 1 - at)), {
        position: at,
      });
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}

class SealedSound implements Sound {
  readonly size: number;
  readonly #handle: FileHandle;
  readonly #path: string;
  readonly #sealer: Sealer;

  private constructor(handle: FileHandle, path: string, size: number, sealer: Sealer) {
    this.#handle = handle;
    this.#path = path;
    this.size = size;
    this.#sealer = sealer;
  }

  static async open(
    { handle, size, path }: { readonly handle: FileHandle; readonly size: number; readonly path: string },
    keys: KeyRing,
  ): Promise<SealedSound> {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), { position: 0 });
    const head = readHead(buffer.subarray(0, bytesRead), path);
    if (sealedSize(head.size) !== size)
      throw new TelephonyError('RECORDING_DAMAGED', `${path}: it has ${size} bytes of ${sealedSize(head.size)}`);
    return new SealedSound(handle, path, head.size, new Sealer(head, keys.find(head.key)));
  }

  async *read(start: number, end: number): AsyncIterable<Buffer> {
    for (let at = start; at <= end; ) {
      const n = Math.floor(at / CHUNK);
      const { at: position, bytes } = placeOf(n, this.size);
      const { buffer, bytesRead } = await this.#handle.read(Buffer.alloc(bytes), { position });
      const plain = this.#sealer.open(n, buffer.subarray(0, bytesRead), this.#path);
      const from = at - n * CHUNK;
      const piece = plain.subarray(from, Math.min(plain.length, end + 1 - n * CHUNK));
      yield piece;
      at += piece.length;
      if (piece.length === 0) return;
    }
  }

  close(): Promise<void> {
    return this.#handle.close();
  }
}
