// SPDX-License-Identifier: GPL-2.0-or-later
// Is a backup whole? Every byte of it is read and held against its manifest; nothing is written.

import { createHash } from 'node:crypto';
import { TelephonyError } from '../faults.js';
import { type ArchiveEntry, readArchive } from './archive.js';
import { isOurs, type Manifest, type ManifestFile, NAMES, readManifest } from './manifest.js';

const LARGEST_TEXT = 64 << 20;

/** An archive that was found whole. */
export interface Verified {
  readonly manifest: Manifest;
  /** The text of the configuration in it. */
  readonly configuration: string;
}

/** Reads an archive to its end. Rejects with BACKUP_DAMAGED, which says what is wrong with it, or NOT_FOUND. */
export async function verifyArchive(archive: string, progress?: (share: number) => void): Promise<Verified> {
  const found = new Map<string, ManifestFile>();
  const texts = new Map<string, string>();
  const read = async (entry: ArchiveEntry) => {
    const { name, isFile } = entry;
    if (texts.has(NAMES.manifest)) throw damaged(archive, `${name} comes after the manifest`);
    if (!isFile || !isOurs(name)) throw damaged(archive, `${name} is no part of a backup`);
    if (found.has(name)) throw damaged(archive, `${name} is in it twice`);
    const { file, text } = await digest(archive, entry);
    found.set(name, file);
    if (text !== undefined) texts.set(name, text);
  };
  await readArchive(archive, read, progress);
  const text = texts.get(NAMES.manifest);
  if (text === undefined) throw damaged(archive, 'it was cut off: its last entry, the manifest, is missing');
  const manifest = readManifest(text, archive);
  compare(archive, manifest, found);
  return { manifest, configuration: texts.get(NAMES.configuration) ?? '' };
}

async function digest(archive: string, { name, size, chunks }: ArchiveEntry) {
  const isText = name === NAMES.manifest || name === NAMES.configuration;
  if (isText && size > LARGEST_TEXT) throw damaged(archive, `${name} is too large`);
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  for await (const chunk of chunks) {
    hash.update(chunk);
    if (isText) kept.push(chunk);
  }
  const file = { name, size, sha256: hash.digest('hex') };
  return isText ? { file, text: Buffer.concat(kept).toString('utf8') } : { file };
}

function compare(archive: string, { files }: Manifest, found: ReadonlyMap<string, ManifestFile>): void {
  for (const { name, size, sha256 } of files) {
    const there = found.get(name);
    if (there === undefined) throw damaged(archive, `${name} is missing`);
    if (there.size !== size || there.sha256 !== sha256) throw damaged(archive, `${name} is not what was put into it`);
  }
  const listed = new Set(files.map(({ name }) => name));
  for (const name of [NAMES.configuration, NAMES.database]) {
    if (!listed.has(name)) throw damaged(archive, `${name} is missing`);
  }
  for (const name of found.keys()) {
    if (name !== NAMES.manifest && !listed.has(name)) throw damaged(archive, `its manifest does not know ${name}`);
  }
}

function damaged(archive: string, reason: string): TelephonyError {
  return new TelephonyError('BACKUP_DAMAGED', `${archive}: ${reason}.`);
}
