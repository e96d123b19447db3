// SPDX-License-Identifier: GPL-2.0-or-later
// How are archives called, and which of a directory's are too many?

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../kernel/index.js';
import { fileTime, freeName } from '../store/index.js';

const OURS = /^spillway-\d{8}T\d{6}Z\.tar\.gz(\.\d+)?$/;

/** The target itself when its name ends as an archive's does, else a new name, by the time, in that directory. */
export function archiveName(target: string, at: Instant): string {
  if (isArchive(target)) return target;
  return freeName(join(target, `spillway-${fileTime(at)}.tar.gz`));
}

function isArchive(target: string): boolean {
  const isFolder = statSync(target, { throwIfNoEntry: false })?.isDirectory() === true;
  return !isFolder && /\.(tar|tar\.gz|tgz)$/.test(target);
}

/** Deletes all but the newest `keep` archives that have a name by the time; which ones. */
export function prune(directory: string, keep: number): readonly string[] {
  const names = readdirSync(directory)
    .filter((name) => OURS.test(name))
    .sort();
  const old = names.slice(0, Math.max(0, names.length - keep)).map((name) => join(directory, name));
  for (const archive of old) rmSync(archive);
  return old;
}
