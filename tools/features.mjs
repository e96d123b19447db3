// SPDX-License-Identifier: GPL-2.0-or-later
// How much of the product is there? Reads the rows of docs/features.md, runs the scenario test named after each
// (test/scenario/000-42-surge-threshold.test.ts is row 000-42) and says how many of each group pass. With --write it
// writes the tests' names into the table instead.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';

/** @typedef {{ readonly number: string, readonly line: string }} Row */
/** @typedef {'passes' | 'fails' | 'has no test'} Verdict */

/**
 * The rows of the table, in its order.
 * @param {string} page the text of docs/features.md
 * @returns {Row[]}
 */
export function readRows(page) {
  return [...page.matchAll(/^\| (\d{3}-\d{2}) \| ([^|]+) \|/gm)].map(([, number = '', line = '']) => ({
    number,
    line: line.trim(),
  }));
}

/**
 * The page with the tests of each row in its last column.
 * @param {string} page
 * @param {readonly string[]} files names in test/scenario
 */
export function withTests(page, files) {
  return page.replaceAll(/^(\| (\d{3}-\d{2}) \| [^|]+ \| [^|]+ \|).*$/gm, (_line, row, number) => {
    const tests = files.filter((file) => file.startsWith(`${number}-`) && file.endsWith('.test.ts'));
    return [row, ...tests.sort().map((file) => `test/scenario/${file}`), '|'].join(' ').replace(' |  |', ' | |');
  });
}

/**
 * The tests of a row; a row can have several.
 * @param {string} number
 * @param {readonly string[]} files names in test/scenario
 */
export function testsOf(number, files) {
  return files.filter((file) => file.startsWith(`${number}-`) && file.endsWith('.test.js'));
}

/**
 * What is said of each group (the number's first part), rows without a test among those that do not pass.
 * @param {readonly { readonly number: string, readonly verdict: Verdict }[]} rows
 */
export function groupLines(rows) {
  const groups = [...new Set(rows.map(({ number }) => number.slice(0, 3)))];
  return groups.map((group) => {
    const members = rows.filter(({ number }) => number.startsWith(`${group}-`));
    return `${group}: ${members.filter(({ verdict }) => verdict === 'passes').length} of ${members.length} rows pass`;
  });
}

/**
 * @param {string} folder of the compiled scenario tests
 * @param {readonly string[]} files
 * @returns {Verdict}
 */
function run(folder, files) {
  if (files.length === 0) return 'has no test';
  const good = files.every(
    (file) => spawnSync(process.execPath, [path.join(folder, file)], { cwd: root }).status === 0,
  );
  return good ? 'passes' : 'fails';
}

function write() {
  const page = path.join(root, 'docs/features.md');
  writeFileSync(page, withTests(readFileSync(page, 'utf8'), readdirSync(path.join(root, 'test/scenario'))));
}

function main() {
  if (process.argv.includes('--write')) return write();
  const folder = path.join(root, 'build/test/test/scenario');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  const rows = readRows(readFileSync(path.join(root, 'docs/features.md'), 'utf8')).map(({ number, line }) => {
    const verdict = run(folder, testsOf(number, files));
    console.log(`${number} ${verdict}: ${line}`);
    return { number, verdict };
  });
  for (const line of groupLines(rows)) console.log(line);
  process.exitCode = rows.some(({ verdict }) => verdict === 'fails') ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
