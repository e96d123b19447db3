// SPDX-License-Identifier: GPL-2.0-or-later
// How do files of an archive get to the disk? First all as drafts beside their places, then each by a rename.

import { createHash } from 'node:crypto';
import { chownSync, createReadStream, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Instant } from '../kernel/index.js';
import { fileTime, freeName, makeFolder as makeWhole } from '../store/index.js';
import { readArchive } from './archive.js';
import type { ManifestFile } from './manifest.js';

const BESIDE_DATABASE = ['', '-wal', '-shm', '-journal'];

/** Where a file waits until it is put in place: in the same folder, so that a rename does it. */
export function draftOf(path: string): string {
  return `${path}.restoring`;
}

/** Writes the entries that `drafts` names to their drafts, flushed. */
export async function unpack(
  archive: string,
  drafts: ReadonlyMap<string, string>,
  progress: (share: number) => void,
): Promise<void> {
  await readArchive(
    archive,
    async ({ name, mode, chunks }) => {
      const draft = drafts.get(name);
      if (draft !== undefined) return await write(draft, mode, chunks);
      for await (const _ of chunks); // the next entry comes when this one was read
    },
    progress,
  );
}

async function write(draft: string, mode: number, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  makeFolder(dirname(draft));
  const handle = await open(draft, 'w', mode);
  try {
    for await (const chunk of chunks) await handle.writeFile(chunk);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a folder, and those above it; root makes them for the owner of the first that is there. */
export function makeFolder(folder: string): void {
  const first = makeWhole(folder, 0o750);
  if (first !== undefined)
    for (let made = folder; made.startsWith(first); made = dirname(made)) giveToOwner(made, dirname(first));
}

/** Renames the draft to its place. What is there is renamed; its new name is returned. */
export function putInPlace(path: string, at: Instant): string | undefined {
  const kept = existsSync(path) ? freeName(`${path}.replaced-${fileTime(at)}`) : undefined;
  if (kept !== undefined) renameSync(path, kept);
  giveToOwner(draftOf(path), dirname(path));
  renameSync(draftOf(path), path);
  return kept;
}

/** Root restores for the user who runs the box: what he gets belongs to whom its folder belongs. */
export function giveToOwner(path: string, folder: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
}

/** Removes a draft that was not put in place. */
export function dropDraft(draft: string): void {
  for (const suffix of BESIDE_DATABASE) rmSync(draft + suffix, { force: true });
}

/** Whether a file has these bytes. */
export async function isSame(path: string, { size, sha256 }: ManifestFile): Promise<boolean> {
  const there = statSync(path, { throwIfNoEntry: false });
  if (!there?.isFile() || there.size !== size) return false;
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('hex') === sha256;
}
