// SPDX-License-Identifier: GPL-2.0-or-later
// Which files go into a backup, under which names?

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Places } from '../config/index.js';
import type { Instant } from '../kernel/index.js';
import { askDirectory, recordingFile } from '../store/index.js';
import type { Filling } from './archive.js';
import { FOLDERS } from './manifest.js';

/** A file and its name in the archive. */
export interface Item {
  readonly name: string;
  readonly path: string;
  /** Absent: text, or the like. */
  readonly filling?: Filling;
}

/** The shop's own prompts, and the prompts and tables that the configuration names by their paths. What is not there is left out. */
export function fileItems(places: Places): readonly Item[] {
  const { prompts } = places;
  const own = existsSync(prompts) ? filesOf(prompts) : [];
  return [
    ...own.map((path) => ({ name: FOLDERS.prompts + relative(prompts, path), path })),
    ...namedFiles(places).filter(({ path }) => existsSync(path)),
  ];
}

/** What the configuration names by a path, there or not: numbered, because two may be called alike. */
export function namedFiles({ promptFiles, tables }: Places): readonly Item[] {
  const numbered = (folder: string, paths: readonly string[]) =>
    paths.map((path, index) => ({ name: `${folder}${index + 1}/${basename(path)}`, path }));
  return [...numbered(FOLDERS.named, promptFiles), ...numbered(FOLDERS.tables, tables)];
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

export interface RecordingItems {
  readonly items: readonly Item[];
  readonly missing: readonly string[];
  /** How many of them only the file of keys opens, which is in no backup. */
  readonly sealed: number;
}

/**
 * What the copied database, in `folder`, knows to have been recorded whole: messages in boxes, and conversations that began at `since` or
 * later (absent: none of those). `missing`: no file is in its place.
 */
export async function recordingItems(folder: string, places: Places, since: Instant | null): Promise<RecordingItems> {
  const files = await askDirectory(folder, 'wholeRecordings', { since });
  const all = files.map((row) => ({
    ...{ name: FOLDERS.recordings + row.file, path: recordingFile(row, places) },
    filling: row.key === null ? ('sound' as const) : ('noise' as const),
  }));
  const missing = all.filter(({ path }) => !existsSync(path)).map(({ path }) => path);
  const sealed = files.filter(({ key }) => key !== null).length;
  return { items: all.filter(({ path }) => existsSync(path)), missing, sealed };
}
