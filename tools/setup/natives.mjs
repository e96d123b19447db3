// SPDX-License-Identifier: GPL-2.0-or-later
// Do the npm packages with a native part work? Each is loaded by a Node of its own: npm may have skipped what builds it.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { words } from './words.mjs';

/** A program for each that needs its binary. */
const proofs = {
  'better-sqlite3': "new (require('better-sqlite3'))(':memory:').close()",
  koffi: "require('koffi').sizeof('int')",
};

/**
 * @param {number | null} code
 * @param {string | null} signal
 */
const endOf = (code, signal) =>
  signal === null ? words('Node ended with code {}', [code ?? '?']) : words('Node ended with {}', [signal]);

/**
 * The packages below a folder that cannot be used, with the reason in a line.
 * @param {string} folder
 * @returns {{ readonly name: string, readonly reason: string }[]}
 */
export function unusable(folder) {
  return Object.entries(proofs).flatMap(([name, program]) => {
    const { status, signal, stderr } = spawnSync(process.execPath, ['-e', program], { cwd: folder, encoding: 'utf8' });
    if (status === 0) return [];
    return [{ name, reason: reasonOf(stderr) ?? endOf(status, signal) }];
  });
}

/**
 * The line of an uncaught error that says what is wrong, shortened.
 * @param {string} stderr
 */
function reasonOf(stderr) {
  const line = stderr.split('\n').find((text) => /^\w*Error\b/.test(text));
  return line
    ?.replace(/^\w*Error(?: \[\w+\])?: /, '')
    .replace(/[.:]? (?:Tried|→).*$/, '')
    .slice(0, 200);
}

/**
 * The file without which the database does not open; a look at it costs nothing.
 * @param {string} root
 */
export const databaseFile = (root) => path.join(root, 'node_modules/better-sqlite3/build/Release/better_sqlite3.node');
