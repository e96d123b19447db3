// SPDX-License-Identifier: GPL-2.0-or-later
// How is a folder made with all that it stands in? One after the other: Node's own way goes round for ever where nothing can be made (/proc).

import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/** Makes it when it is not there; gives the first that had to be made. Throws the system's error. */
export function makeFolder(folder: string, mode = 0o777): string | undefined {
  const missing: string[] = [];
  let at = resolve(folder);
  for (
    let there = statSync(at, { throwIfNoEntry: false });
    there === undefined;
    there = statSync(at, { throwIfNoEntry: false })
  ) {
    missing.unshift(at);
    at = dirname(at);
  }
  if (missing.length === 0) mkdirUnlessThere(at, mode);
  for (const each of missing) mkdirUnlessThere(each, mode);
  return missing[0];
}

/** Somebody else may make it at the same time; a file in its place is an error. */
function mkdirUnlessThere(folder: string, mode: number): void {
  try {
    mkdirSync(folder, { mode });
  } catch (error) {
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw error;
  }
}
