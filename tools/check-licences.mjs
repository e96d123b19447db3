// SPDX-License-Identifier: GPL-2.0-or-later
// May everything that is loaded into our process be there? libpri is GPL-2 only, so Apache-2.0 and the third GPL may
// not. Reads the licence of every run-time package, down the whole tree of package-lock.json.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';

/** Licences of code that may share a process with GPL-2.0 code. */
export const allowed = new Set([
  ...['MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'MPL-2.0'],
  ...['LGPL-2.1', 'LGPL-2.1-only', 'LGPL-2.1-or-later', 'GPL-2.0-or-later'],
]);

/** Packages that a dependency names but our process never loads, so that neither they nor theirs count. */
export const neverLoaded = new Map([
  ['prebuild-install', "better-sqlite3's installer: npm runs it as a program of its own"],
  ['pdfmake', 'writes PDF in the print program (src/print/print-program.ts), a process of its own without libpri'],
]);

/**
 * Whether an SPDX expression leaves us a choice that is allowed.
 * @param {string} expression such as `(MIT OR Apache-2.0) AND ISC`
 */
export function isAllowed(expression) {
  const tokens = expression.match(/[()]|[^\s()]+/g) ?? [];
  const verdict = either(tokens);
  return verdict && tokens.length === 0;
}

/** @param {string[]} tokens are eaten from the front */
function either(tokens) {
  let verdict = both(tokens);
  while (tokens[0] === 'OR') {
    tokens.shift();
    verdict = both(tokens) || verdict;
  }
  return verdict;
}

/** @param {string[]} tokens */
function both(tokens) {
  let verdict = one(tokens);
  while (tokens[0] === 'AND') {
    tokens.shift();
    verdict = one(tokens) && verdict;
  }
  return verdict;
}

/**
 * @param {string[]} tokens
 * @returns {boolean}
 */
function one(tokens) {
  const token = tokens.shift();
  if (token !== '(') return token !== undefined && allowed.has(token);
  const verdict = either(tokens);
  return tokens.shift() === ')' && verdict;
}

/** @typedef {{ version?: string, license?: unknown, dependencies?: Record<string, string>, optionalDependencies?: Record<string, string> }} Entry */

/**
 * The keys of all packages that may be loaded at run time, from the root down.
 * @param {Readonly<Record<string, Entry>>} packages of the lock file
 * @returns {string[]}
 */
export function runtimePackages(packages) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [''];
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const entry = packages[key];
    for (const name of Object.keys({ ...entry?.dependencies, ...entry?.optionalDependencies })) {
      const dependency = resolve(packages, key, name);
      if (dependency === undefined || found.has(dependency) || neverLoaded.has(name)) continue;
      found.add(dependency);
      open.push(dependency);
    }
  }
  return [...found].sort();
}

/**
 * Node's way to a package: the nearest node_modules, going up.
 * @param {Readonly<Record<string, Entry>>} packages
 * @param {string} from
 * @param {string} name
 * @returns {string | undefined}
 */
function resolve(packages, from, name) {
  const key = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
  if (packages[key] !== undefined) return key;
  if (from === '') return undefined;
  return resolve(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
}

/**
 * One line for each package, and those that may not be in our process.
 * @returns {{ lines: string[], refused: string[] }}
 */
export function judge() {
  /** @type {Record<string, Entry>} */
  const packages = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages;
  const judged = runtimePackages(packages).map((key) => {
    const licence = licenceOf(key, packages[key] ?? {});
    return {
      line: `${key.replace(/.*node_modules\//, '')} ${packages[key]?.version}: ${licence}`,
      ok: isAllowed(licence),
    };
  });
  return { lines: judged.map(({ line }) => line), refused: judged.filter(({ ok }) => !ok).map(({ line }) => line) };
}

/**
 * What the installed package says; the lock file answers for another platform's, which are not installed.
 * @param {string} key
 * @param {Entry} entry
 */
function licenceOf(key, entry) {
  const file = path.join(root, key, 'package.json');
  const { license } = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : entry;
  return typeof license === 'string' ? license : `no SPDX expression (${JSON.stringify(license)})`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { lines, refused } = judge();
  if (process.argv.includes('--list')) for (const line of lines) console.log(line);
  for (const line of refused) console.error(`not allowed in a GPL-2.0 process: ${line}`);
  console.log(`licences: ${lines.length} run-time packages read, ${refused.length} refused`);
  process.exitCode = refused.length === 0 ? 0 : 1;
}
