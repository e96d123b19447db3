// SPDX-License-Identifier: GPL-2.0-or-later
// Which file could not be written? The system names it when it opens one, and forgets it when the disk is full.

import { writeFileSync } from 'node:fs';

/** Writes a file; an error names it. */
export function writeNamed(path: string, text: string): void {
  inFile(path, () => writeFileSync(path, text));
}

/** Does something with a file; an error names it. */
export function inFile<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error && !error.message.includes(path)) error.message = `${path}: ${error.message}`;
    throw error;
  }
}
