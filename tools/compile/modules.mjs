// SPDX-License-Identifier: GPL-2.0-or-later
// Which modules are there, and which of them are loaded together? What the bundler is told of src/.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** How a file names the one beside it with which a thread or a process of its own begins. */
const BEGUN = /new URL\('\.\/([\w-]+)\.js', import\.meta\.url\)/g;
/** What a file imports as it is loaded; not what is imported as a type, or later. */
const STATIC_IMPORT = /^(?:import|export)\s(?!type\s)[^;'"]*?from\s*'(\.[^']+)'|^import\s*'(\.[^']+)'/gms;

/**
 * @typedef {object} Modules
 * @property {readonly string[]} all of src, but the browser's
 * @property {readonly string[]} programs those with which a thread or a process of its own begins
 * @property {(file: string) => string | undefined} roomOf the room with whose others a module is loaded; nothing: it is loaded by itself
 */

/**
 * @param {string} src its folder
 * @returns {Modules}
 */
export function modulesOf(src) {
  const all = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith('console/'))
    .map((name) => path.join(src, name));
  const programs = all.flatMap(begunBy);
  const behindDoors = reachable(all.filter((file) => path.basename(file) === 'index.ts'));
  return {
    all,
    programs,
    roomOf: (file) => (behindDoors.has(file) && !programs.includes(file) ? roomOf(src, file) : undefined),
  };
}

/** @param {string} file */
function begunBy(file) {
  const begun = readFileSync(file, 'utf8').matchAll(BEGUN);
  return [...begun].map(([, name]) => path.join(path.dirname(file), `${name}.ts`));
}

/**
 * A folder of src is a room: one file. Contracts are the browser's, too, which wants nothing else of the API.
 * @param {string} src
 * @param {string} file
 */
function roomOf(src, file) {
  const [room = '', ...rest] = path.relative(src, file).split(path.sep);
  if (rest.length === 0) return room === 'index.ts' ? undefined : 'kernel';
  return room === 'api' && rest[0] === 'contract' ? 'api-contract' : room;
}

/** @param {readonly string[]} doors */
function reachable(doors) {
  const reached = new Set(doors);
  for (const file of reached) for (const imported of importsOf(file)) reached.add(imported);
  return reached;
}

/** @param {string} file */
function importsOf(file) {
  const text = readFileSync(file, 'utf8');
  const found = [...text.matchAll(STATIC_IMPORT)].map(([, named, bare]) => named ?? bare ?? '');
  return found.map((name) => path.resolve(path.dirname(file), name.replace(/\.js$/, '.ts'))).filter(existsSync);
}
