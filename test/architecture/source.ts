// SPDX-License-Identifier: GPL-2.0-or-later
// Which files does the architecture test read?
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the project: its path from the project's folder, and what it says. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A rule looks at files and says one sentence for each violation. */
export type Rule = (sources: readonly Source[]) => readonly string[];

/** All files of a folder with one of the endings. */
export function readSources(root: string, folder: string, endings: readonly string[]): readonly Source[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => endings.some((ending) => name.endsWith(ending)))
    .sort()
    .map((name) => path.join(folder, name))
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** How many lines a text has. */
export function lineCount(text: string): number {
  return text.replace(/\n$/, '').split('\n').length;
}
