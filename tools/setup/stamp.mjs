// SPDX-License-Identifier: GPL-2.0-or-later
// Which steps of set-up are still good? The stamp holds, for each step, a hash of all that the step's result comes from.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What binaries are bound to besides their sources. */
export const platform = `abi ${process.versions.modules}, ${process.platform} ${process.arch}`;

/**
 * A hash over files and folders (names and contents) and some words.
 * @param {string} root
 * @param {readonly string[]} names relative to the root; those that do not exist count as absent
 * @param {readonly string[]} words
 */
export function fingerprint(root, names, words = []) {
  const hash = createHash('sha256');
  for (const word of words) hash.update(`${word}\0`);
  for (const file of names.flatMap((name) => filesOf(root, name))) {
    const content = readFileSync(path.join(root, file));
    hash.update(`${file}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * The files below a name, sorted.
 * @param {string} root
 * @param {string} name
 * @returns {string[]}
 */
function filesOf(root, name) {
  const full = path.join(root, name);
  if (!existsSync(full)) return [];
  const entries = readdirIfFolder(full);
  if (entries === undefined) return [name];
  return entries.sort().flatMap((entry) => filesOf(root, path.join(name, entry)));
}

/**
 * @param {string} full
 * @returns {string[] | undefined}
 */
function readdirIfFolder(full) {
  try {
    return readdirSync(full);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/** The steps whose results are good, each with the fingerprint that it was made from. */
export class Stamp {
  #file;
  /** @type {Record<string, string>} */
  #steps;

  /** @param {string} file */
  constructor(file) {
    this.#file = file;
    this.#steps = read(file);
  }

  /**
   * Whether a step was done from these very inputs.
   * @param {string} step
   * @param {string} print
   */
  isDone(step, print) {
    return this.#steps[step] === print;
  }

  /**
   * Notes a step as done, at once on disk: the next step may fail.
   * @param {string} step
   * @param {string} print
   */
  done(step, print) {
    this.#steps = { ...this.#steps, [step]: print };
    this.#write();
  }

  /**
   * Forgets a step before it is run again: half a result is none.
   * @param {string} step
   */
  forget(step) {
    this.#steps = Object.fromEntries(Object.entries(this.#steps).filter(([name]) => name !== step));
    this.#write();
  }

  #write() {
    mkdirSync(path.dirname(this.#file), { recursive: true });
    writeFileSync(this.#file, `${JSON.stringify(this.#steps, null, 2)}\n`);
  }
}

/**
 * @param {string} file
 * @returns {Record<string, string>}
 */
function read(file) {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8'));
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {}; // no stamp, or a torn one: everything is done again
  }
}
