// SPDX-License-Identifier: GPL-2.0-or-later
// How are archives called, and which of a directory's are too many?

import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../kernel/index.js';
import { fileTime, freeName } from '../store/index.js';

const OURS = /^spillway-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z\.tar\.gz(\.\d+)?$/;

/** When an archive was made, by its name; undefined: it has none by the time. */
export function archiveTime(name: string): Instant | undefined {
  const [, year, month, day, hour, minute, second] = OURS.exec(name) ?? [];
  if (year === undefined) return undefined;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
}

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
