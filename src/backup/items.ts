// SPDX-License-Identifier: GPL-2.0-or-later
// Which files go into a backup, under which names?

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import type { Places } from '../config/index.js';
import type { Instant } from '../kernel/index.js';
import { askDirectory } from '../store/index.js';
import { FOLDERS } from './manifest.js';

/** A file and its name in the archive. */
export interface Item {
  readonly name: string;
  readonly path: string;
}

/** The shop's own prompts, and those that the configuration names by their paths. What is not there is left out. */
export function promptItems({ prompts, promptFiles }: Places): readonly Item[] {
  const own = existsSync(prompts) ? filesOf(prompts) : [];
  return [
    ...own.map((path) => ({ name: FOLDERS.prompts + relative(prompts, path), path })),
    ...promptFiles
      .map((path, index) => ({ name: namedPrompt(path, index), path }))
      .filter(({ path }) => existsSync(path)),
  ];
}

/** The name of the configuration's n-th prompt with a path: numbered, because two may be called alike. */
export function namedPrompt(path: string, index: number): string {
  return `${FOLDERS.named}${index + 1}/${basename(path)}`;
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/**
 * The recordings that the copied database, in `folder`, knows to have ended: their files do not change any more.
 * `missing`: no file is in its place.
 */
export async function recordingItems(
  folder: string,
  recordings: string,
  since: Instant = 0,
): Promise<{ readonly items: readonly Item[]; readonly missing: readonly string[] }> {
  const files = await askDirectory(folder, 'wholeRecordings', { since });
  const all = files.map((file) => ({ name: FOLDERS.recordings + file, path: join(recordings, file) }));
  const missing = all.filter(({ path }) => !existsSync(path)).map(({ path }) => path);
  return { items: all.filter(({ path }) => existsSync(path)), missing };
}
