// SPDX-License-Identifier: GPL-2.0-or-later
// What goes into a backup? The database as of one moment, the configuration, the shop's prompts and tables, messages; recordings if asked for.

import { readFileSync, rmSync, statSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { placesOf, textOfConfig } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { copyDatabase, databaseFile, makeFolder, rememberBackup } from '../store/index.js';
import { ArchiveWriter } from './archive.js';
import { archiveName } from './archive-name.js';
import { fileItems, type Item, recordingItems } from './items.js';
import { FOLDERS, type Manifest, type ManifestFile, NAMES } from './manifest.js';

/** Told what is being done, and which share of it is done. */
export type Progress = (step: 'database' | 'files' | 'verify', share: number) => void;

export interface BackupOptions {
  /** The configuration file of the box. */
  readonly file: string;
  /** The archive to write, or a directory to put one into. */
  readonly target: string;
  readonly at: Instant;
  /** Spillway's version. */
  readonly version: string;
  /** Of conversations. Absent: none. `since`: those that began then or later; absent: all that have ended. */
  readonly recordings?: { readonly since?: Instant };
  readonly progress?: Progress;
}

/** A backup that is on the disk. */
export interface Backup {
  readonly archive: string;
  readonly bytes: number;
  readonly manifest: Manifest;
  /** Recordings of the catalogue that are not in their place. */
  readonly missing: readonly string[];
  /** The file of keys, which is not in it, and how many of its recordings nothing else opens. */
  readonly keys?: { readonly file: string; readonly recordings: number };
}

/** Makes a backup beside a running box, or of one that stands still. Leaves nothing behind when it fails. */
export async function backUp(options: BackupOptions): Promise<Backup> {
  const { at, version, recordings, progress = () => {} } = options;
  const configuration = resolve(options.file);
  const written = readConfiguration(configuration);
  const places = placesOf(written.text, configuration);
  const archive = archiveName(resolve(options.target), at);
  makeFolder(dirname(archive));
  const folder = await mkdtemp(join(dirname(archive), '.spillway-backup-'));
  try {
    const database = databaseFile(folder);
    const facts = await copyDatabase(places.data, database, (share) => progress('database', share));
    const recorded = await recordingItems(folder, places, recordings ? (recordings.since ?? 0) : null);
    const items = [{ name: NAMES.database, path: database }, ...fileItems(places), ...recorded.items];
    const format = items.some(({ name }) => name.startsWith(FOLDERS.tables)) ? 2 : 1;
    const since = recordings ? { since: recordings.since ?? null } : null;
    const head = { format, version, at, ...facts, configuration, recordings: since } satisfies Omit<Manifest, 'files'>;
    const manifest = await write(archive, written, items, head, (share) => progress('files', share));
    rememberQuietly(places.data, archive);
    const { keys } = places;
    return {
      ...{ archive, bytes: statSync(archive).size, manifest, missing: recorded.missing },
      ...(keys !== undefined && { keys: { file: keys, recordings: recorded.sealed } }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function write(
  archive: string,
  { text, mode }: Configuration,
  items: readonly Item[],
  head: Omit<Manifest, 'files'>,
  progress: (share: number) => void,
): Promise<Manifest> {
  const sizes = items.map(({ path }) => statSync(path).size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  const writer = new ArchiveWriter(archive);
  try {
    const files: ManifestFile[] = [await writer.addText(NAMES.configuration, text, mode)];
    for (const item of items) {
      const file = await writer.add(item.name, item, (bytes) => {
        done += bytes;
        progress(done / total);
      });
      files.push(file);
    }
    const manifest = { ...head, files };
    await writer.addText(NAMES.manifest, `${JSON.stringify(manifest, null, 2)}\n`);
    await writer.close();
    return manifest;
  } catch (error) {
    await writer.abandon();
    throw error;
  }
}

interface Configuration {
  readonly text: string;
  readonly mode: number;
}

function readConfiguration(file: string): Configuration {
  let bytes: Uint8Array;
  let mode: number;
  try {
    bytes = readFileSync(file);
    mode = statSync(file).mode & 0o777;
  } catch (cause) {
    throw new TelephonyError('NOT_FOUND', `configuration ${file}: ${(cause as Error).message}`, { cause });
  }
  return { text: textOfConfig(bytes, file), mode };
}

/** A backup that only its maker may mention is still a backup. */
function rememberQuietly(directory: string, archive: string): void {
  try {
    rememberBackup(directory, archive);
  } catch {}
}
