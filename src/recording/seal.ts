// SPDX-License-Identifier: GPL-2.0-or-later
// What is done to the file of an ended recording? Read once for its SHA-256, sealed, carried to the archive. Each is whole or not there.

import { createHash } from 'node:crypto';
import { copyFile, type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { TelephonyError } from '../faults.js';
import type { Key } from './key-ring.js';
import { CHUNK, chunksOf, newHead, Sealer } from './sealed-file.js';

/** What sealed files end in. */
export const SEALED = '.sealed';
const DRAFT = '.draft';

/** A file that is to be read; with `seal` a sealed copy of it is made beside it. */
export interface SealJob {
  readonly path: string;
  readonly seal?: { readonly target: string; readonly key: Key } | undefined;
}

/** A file that is to be elsewhere, too. */
export interface CarryJob {
  readonly from: string;
  readonly to: string;
}

/** What the sound is. */
export interface Digest {
  readonly bytes: number;
  readonly sha256: string;
}

/** Rejects as the file system does; nothing is left of what was begun. */
export async function sealRecording({ path, seal }: SealJob): Promise<Digest> {
  const from = await open(path, 'r');
  try {
    const { size } = await from.stat();
    if (seal === undefined) return await readAll(from, size);
    return await whole(seal.target, async (draft) => {
      const to = await open(draft, 'w', 0o640);
      try {
        const head = newHead(size, seal.key);
        const sealer = new Sealer(head, seal.key);
        await to.write(head.bytes);
        const digest = await readAll(from, size, async (n, plain) => {
          await to.write(sealer.seal(n, plain));
        });
        await to.datasync();
        return digest;
      } finally {
        await to.close();
      }
    });
  } finally {
    await from.close();
  }
}

async function readAll(
  from: FileHandle,
  size: number,
  take: (n: number, plain: Buffer) => Promise<void> = async () => {},
): Promise<Digest> {
  const hash = createHash('sha256');
  for (let n = 0; n < chunksOf(size); n++) {
    const wanted = Math.min(CHUNK, size - n * CHUNK);
    const { buffer, bytesRead } = await from.read(Buffer.alloc(wanted), 0, wanted, n * CHUNK);
    if (bytesRead !== wanted) throw new TelephonyError('RECORDING_DAMAGED', 'the file changes while it is read');
    hash.update(buffer);
    await take(n, buffer);
  }
  return { bytes: size, sha256: hash.digest('hex') };
}

/** Copies a file and reads the copy again; only one that is the same stays. */
export async function carryRecording({ from, to }: CarryJob): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await whole(to, async (draft) => {
    await copyFile(from, draft);
    const [here, there] = [await sealRecording({ path: from }), await sealRecording({ path: draft })];
    if (here.sha256 !== there.sha256) throw new TelephonyError('RECORDING_DAMAGED', `${to}: the copy is another`);
    const handle = await open(draft, 'r+');
    await handle.datasync();
    await handle.close();
  });
}

/** Writes a draft, which takes its name when it is whole and on the disk. */
async function whole<T>(target: string, write: (draft: string) => Promise<T>): Promise<T> {
  const draft = target + DRAFT;
  try {
    const made = await write(draft);
    await rename(draft, target);
    const folder = await open(dirname(target), 'r');
    await folder.sync();
    await folder.close();
    return made;
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}
