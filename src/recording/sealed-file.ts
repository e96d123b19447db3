// SPDX-License-Identifier: GPL-2.0-or-later
// What does a sealed recording look like? AES-256-GCM by chunks, so that any second of it is opened without the rest.
//
//   head     64 bytes: magic, size of a chunk, size of the sound, salt, id of the key
//   chunk n  up to 64 KiB of the sound, encrypted; 16 bytes of tag
//
// Each file has a key of its own, derived from the ring's by HKDF (RFC 5869) with the file's salt: a nonce may then be the chunk's
// number. The head is authenticated with each chunk: one that is moved within its file, comes from another, or is left out does not open.

import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { TelephonyError } from '../faults.js';
import type { Key } from './key-ring.js';

/** Plain bytes of a chunk. */
export const CHUNK = 65_536;
export const HEAD = 64;
const TAG = 16;
const MAGIC = Buffer.from('SPWSEAL1', 'latin1');
const SALT = { at: 16, bytes: 16 };
const KEY_ID = { at: 32, bytes: 32 };
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const CIPHER = 'aes-256-gcm';
const PURPOSE = 'spillway recording 1';

/** What stands at the beginning of a sealed file. */
export interface SealedHead {
  readonly bytes: Buffer;
  /** Of the sound. */
  readonly size: number;
  readonly key: string;
}

/** A head for so many bytes of sound, with a salt that no other file has. */
export function newHead(size: number, key: Key): SealedHead {
  const bytes = Buffer.alloc(HEAD);
  MAGIC.copy(bytes);
  bytes.writeUInt32LE(CHUNK, 8);
  bytes.writeUIntLE(size, 12, 4); // a WAV has at most 4 GiB
  randomBytes(SALT.bytes).copy(bytes, SALT.at);
  bytes.write(key.id, KEY_ID.at, KEY_ID.bytes, 'latin1');
  return { bytes, size, key: key.id };
}

/** Throws RECORDING_DAMAGED for what is no head of ours. */
export function readHead(bytes: Buffer, file: string): SealedHead {
  if (bytes.length < HEAD || !bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.readUInt32LE(8) !== CHUNK)
    throw new TelephonyError('RECORDING_DAMAGED', `${file}: it is no sealed recording`);
  const id = bytes
    .subarray(KEY_ID.at, KEY_ID.at + KEY_ID.bytes)
    .toString('latin1')
    .replace(/\0+$/, '');
  return { bytes: Buffer.from(bytes.subarray(0, HEAD)), size: bytes.readUInt32LE(12), key: id };
}

/** How many bytes a sealed file of so much sound has. */
export function sealedSize(size: number): number {
  return HEAD + size + chunksOf(size) * TAG;
}

/** Where a chunk begins in the file, and how many bytes it has there. */
export function placeOf(n: number, size: number): { readonly at: number; readonly bytes: number } {
  return { at: HEAD + n * (CHUNK + TAG), bytes: Math.min(CHUNK, size - n * CHUNK) + TAG };
}

export function chunksOf(size: number): number {
  return Math.max(1, Math.ceil(size / CHUNK));
}

/** Seals and opens the chunks of one file. */
export class Sealer {
  readonly #key: Buffer;
  readonly #head: Buffer;

  constructor({ bytes }: SealedHead, key: Key) {
    this.#head = bytes;
    const salt = bytes.subarray(SALT.at, SALT.at + SALT.bytes);
    this.#key = Buffer.from(hkdfSync('sha256', key.bytes, salt, PURPOSE, KEY_BYTES));
  }

  /** A chunk as it stands in the file. */
  seal(n: number, plain: Uint8Array): Buffer {
    const cipher = createCipheriv(CIPHER, this.#key, nonce(n));
    cipher.setAAD(this.#head);
    const sealed = cipher.update(plain);
    return Buffer.concat([sealed, cipher.final(), cipher.getAuthTag()]);
  }

  /** Its sound. Throws RECORDING_DAMAGED when it is not what was sealed. */
  open(n: number, sealed: Buffer, file: string): Buffer {
    try {
      const edge = sealed.length - TAG;
      const decipher = createDecipheriv(CIPHER, this.#key, nonce(n), { authTagLength: TAG });
      decipher.setAAD(this.#head);
      decipher.setAuthTag(sealed.subarray(Math.max(0, edge)));
      return Buffer.concat([decipher.update(sealed.subarray(0, edge)), decipher.final()]);
    } catch (cause) {
      throw new TelephonyError('RECORDING_DAMAGED', `${file}: part ${n + 1} is not what was sealed`, { cause });
    }
  }
}

function nonce(n: number): Buffer {
  const bytes = Buffer.alloc(NONCE_BYTES);
  bytes.writeUInt32BE(n, NONCE_BYTES - 4);
  return bytes;
}
