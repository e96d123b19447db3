// SPDX-License-Identifier: GPL-2.0-or-later
// How does a backup become a box again? Verified, unpacked beside what is there, and only then put in place.

import { existsSync, rmSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Places, placesOf } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import {
  databaseFile,
  erasuresOf,
  installDatabase,
  lockFile,
  prepareDatabase,
  type Reapplied,
  readErasures,
  reapplyErasures,
  takeDirectory,
} from '../store/index.js';
import type { Progress } from './backup.js';
import { namedFiles } from './items.js';
import { FOLDERS, type Manifest, type ManifestFile, NAMES } from './manifest.js';
import { draftOf, dropDraft, giveToOwner, isSame, makeFolder, putInPlace, unpack } from './unpack.js';
import { verifyArchive } from './verify.js';

export interface RestoreOptions {
  readonly archive: string;
  /** Where the configuration file is to be; everything else goes where it then says. */
  readonly file: string;
  /** Only the database, into this data directory; the rest stays as it is. */
  readonly database?: string;
  /** Everything below this folder, whatever the configuration says: to try a backup beside the box that made it. */
  readonly into?: string;
  /** Keeps aside, under another name, what is in the way; without it that is refused. */
  readonly replace: boolean;
  readonly at: Instant;
  /** A list of erasures besides those that are in the data directory and in the archive. */
  readonly erasures?: string;
  readonly progress?: Progress;
}

/** What is in place. */
export interface Restored {
  readonly manifest: Manifest;
  /** The data directory. */
  readonly data: string;
  /** Files that were written; what was there already, byte for byte, is not among them. */
  readonly written: readonly string[];
  /** New names of what was in the way. */
  readonly kept: readonly string[];
  /** Numbers that were erased after the backup, and so were erased again. */
  readonly erased: number;
}

/** A file of the archive and where it belongs. */
interface Destination {
  readonly file: ManifestFile;
  readonly path: string;
}

/**
 * Restores an archive. Rejects with BACKUP_DAMAGED, STORE_LOCKED while a box runs on the data directory, REFUSED when
 * something is in the way, STORE_TOO_NEW or CONFIG_INVALID when this version cannot use it; then nothing has changed.
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { archive, replace, at, progress = () => {} } = options;
  const { manifest, configuration } = await verifyArchive(archive, (share) => progress('verify', share));
  const file = resolve(options.file);
  const said = options.database === undefined ? placesOf(configuration, file) : undefined;
  const places = said && options.into !== undefined ? placesBelow(options.into, said) : said;
  const data = places?.data ?? resolve(options.database ?? '');
  makeFolder(data);
  const lock = takeDirectory(data);
  giveToOwner(lockFile(data), data); // the box must be able to open it
  try {
    const wanted = places ? await missingOf(destinations(manifest, file, places)) : [];
    const database = { file: entryOf(manifest, NAMES.database), path: databaseFile(data) };
    if (!replace) refuseOver([...wanted, database].map(({ path }) => path));
    const drafts = new Map([...wanted, database].map(({ file: { name }, path }) => [name, draftOf(path)]));
    try {
      await unpack(archive, drafts, (share) => progress('files', share));
      prepareDatabase(draftOf(database.path));
      const again = eraseAgain(draftOf(database.path), data, options);
      for (const file of again.files) if (places) rmSync(draftOf(join(places.recordings, file)), { force: true });
      const stay = wanted.filter(({ path }) => existsSync(draftOf(path)));
      const kept = stay.map(({ path }) => putInPlace(path, at));
      giveToOwner(draftOf(database.path), data);
      kept.push(installDatabase(data, draftOf(database.path), at));
      const written = [...stay, database].map(({ path }) => path);
      return { manifest, data, written, kept: kept.filter((name) => name !== undefined), erased: again.numbers };
    } finally {
      for (const draft of drafts.values()) dropDraft(draft);
    }
  } finally {
    lock.release();
  }
}

function placesBelow(folder: string, { promptFiles, tables }: Places): Places {
  const numbered = (part: string, paths: readonly string[]) =>
    paths.map((path, index) => join(folder, part, String(index + 1), basename(path)));
  return {
    ...{ data: join(folder, 'data'), recordings: join(folder, 'recordings'), prompts: join(folder, 'prompts') },
    ...{ promptFiles: numbered('named-prompts', promptFiles), tables: numbered('tables', tables) },
  };
}

/** Whoever was erased stays erased, whatever an older backup has. */
function eraseAgain(draft: string, data: string, { erasures, at }: RestoreOptions): Reapplied {
  const given = erasures === undefined ? undefined : readErasures(erasures);
  if (erasures !== undefined && given === undefined)
    throw new TelephonyError('NOT_FOUND', `list of erasures ${erasures}`);
  const lists = [given, erasuresOf(data)].filter((list) => list !== undefined);
  const done = lists.map((list) => reapplyErasures(draft, list, at));
  return { numbers: done.reduce((sum, { numbers }) => sum + numbers, 0), files: done.flatMap(({ files }) => files) };
}

function destinations(manifest: Manifest, configuration: string, places: Places): readonly Destination[] {
  const named = new Map(namedFiles(places).map(({ name, path }) => [name, path]));
  return manifest.files.flatMap((file) => {
    const path = pathOf(file.name, configuration, places, named);
    return path === undefined ? [] : [{ file, path }];
  });
}

/** Undefined: the database, which goes its own way. */
function pathOf(
  name: string,
  configuration: string,
  { prompts, recordings }: Places,
  named: ReadonlyMap<string, string>,
): string | undefined {
  if (name === NAMES.configuration) return configuration;
  if (name.startsWith(FOLDERS.recordings)) return join(recordings, name.slice(FOLDERS.recordings.length));
  if (name.startsWith(FOLDERS.prompts)) return join(prompts, name.slice(FOLDERS.prompts.length));
  return named.get(name);
}

function entryOf({ files }: Manifest, name: string): ManifestFile {
  const entry = files.find((file) => file.name === name);
  if (entry === undefined) throw new TelephonyError('BACKUP_DAMAGED', `${name} is missing.`);
  return entry;
}

/** What is there already, byte for byte, is neither in the way nor written again. */
async function missingOf(all: readonly Destination[]): Promise<readonly Destination[]> {
  const missing: Destination[] = [];
  for (const destination of all) {
    if (!(await isSame(destination.path, destination.file))) missing.push(destination);
  }
  return missing;
}

function refuseOver(paths: readonly string[]): void {
  const there = paths.filter((path) => existsSync(path));
  if (there.length === 0) return;
  const more = there.length > 3 ? ` and ${there.length - 3} more` : '';
  const names = there.slice(0, 3).join(', ') + more;
  throw new TelephonyError(
    'REFUSED',
    `${names}: there already, and other; --replace keeps it aside under another name`,
  );
}
