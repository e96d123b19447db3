// SPDX-License-Identifier: GPL-2.0-or-later
// How much of the product is there? Reads the rows of docs/features.md, runs the scenario tests of each and says what passes, fails or
// is missing. With a part (npm run features -- wave): its rows only, all of which must pass. With --write it writes the tests' names
// into the table instead.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './setup/run.mjs';
import { FILE_SECONDS } from './test/tap.mjs';

/** Where scenarios lie: over the box and its commands, over the web process, in the browser. */
export const FOLDERS = ['test/scenario', 'test/web', 'test/console'];

/** The parts of the work that own rows. */
export const PARTS = ['house', 'call-control', 'acd', 'ivr', 'wave', 'console', 'records', 'analog', 'later'];

/** @typedef {{ readonly number: string, readonly line: string, readonly parts: readonly string[] }} Row */
/** @typedef {'passes' | 'fails' | 'missing'} Verdict */
/** @typedef {{ readonly name: string, readonly text: string }} Scenario a file of FOLDERS, by its path */

/**
 * The rows of the table, in its order.
 * @param {string} page the text of docs/features.md
 * @returns {Row[]}
 */
export function readRows(page) {
  return [...page.matchAll(/^\| ([\da-z]+-\d{2}) \| ([^|]+) \|[^|]*\| ([a-z, -]+) \|/gm)].map(
    ([, number = '', line = '', parts = '']) => ({ number, line, parts: parts.split(', ') }),
  );
}

/**
 * The rows that a scenario proves: the one in its name, and those of its line `// rows: 000-42 000-43`.
 * @param {Scenario} scenario
 */
export function rowsOf({ name, text }) {
  const [named] = /^[\da-z]+-\d{2}(?=-)/.exec(path.basename(name)) ?? [];
  const [, listed = ''] = /^\/\/ rows: (.+)$/m.exec(text) ?? [];
  return [...new Set([...(named === undefined ? [] : [named]), ...listed.split(/[ ,]+/).filter(Boolean)])];
}

/**
 * The names of the tests of a row, in order.
 * @param {string} number
 * @param {readonly Scenario[]} scenarios
 */
export function testsOf(number, scenarios) {
  return scenarios
    .filter((scenario) => rowsOf(scenario).includes(number))
    .map(({ name }) => name)
    .sort();
}

/**
 * The page with the tests of each row in its last column.
 * @param {string} page
 * @param {readonly Scenario[]} scenarios
 */
export function withTests(page, scenarios) {
  return page.replaceAll(/^(\| ([\da-z]+-\d{2}) \|[^|]+\|[^|]*\| [a-z, -]+ \|).*$/gm, (_line, row, number) =>
    [row, ...testsOf(number, scenarios), '|'].join(' '),
  );
}

/**
 * What is said of each part: how many of its rows pass, and which are missing.
 * @param {readonly (Row & { readonly verdict: Verdict })[]} rows
 */
export function partLines(rows) {
  return PARTS.map((part) => ({ part, members: rows.filter(({ parts }) => parts.includes(part)) }))
    .filter(({ members }) => members.length > 0)
    .map(({ part, members }) => {
      /** @param {Verdict} verdict */
      const numbers = (verdict) => members.filter((row) => row.verdict === verdict).map(({ number }) => number);
      const missing = numbers('missing');
      const without = missing.length === 0 ? '' : `, ${missing.length} without a test (${missing.join(' ')})`;
      return `${part}: ${numbers('passes').length} of ${members.length} rows pass${without}`;
    });
}

/**
 * All scenario tests of a checkout.
 * @param {string} [checkout]
 */
export function readScenarios(checkout = root) {
  return FOLDERS.flatMap((folder) =>
    readdirSync(path.join(checkout, folder))
      .filter((file) => file.endsWith('.test.ts'))
      .map((file) => ({ name: `${folder}/${file}`, text: readFileSync(path.join(checkout, folder, file), 'utf8') })),
  );
}

/**
 * Runs a compiled scenario; undefined: it passes.
 * @param {string} file
 * @param {NodeJS.ProcessEnv} env
 */
function whyNot(file, env) {
  const { status, signal, stdout, stderr } = spawnSync(process.execPath, [file], {
    cwd: root,
    env,
    maxBuffer: 1 << 28,
  });
  if (status === 0) return undefined;
  const said = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const telling = said.find((line) => /^not ok|^\w*Error\b/.test(line));
  return telling ?? signal ?? `exit code ${status}`;
}

/**
 * Runs a compiled scenario once, however many rows it proves.
 * @returns {(name: string) => boolean}
 */
function runner() {
  const folder = path.join(root, 'build/test');
  const seen = new Map();
  return (name) => {
    const file = path.join(folder, name.replace(/\.ts$/, '.js'));
    // As long as `npm test` lets it have: on a busy machine the runner's own thirty seconds are too few.
    const env = { ...process.env, TAP_TIMEOUT: String(FILE_SECONDS) };
    if (!seen.has(name)) {
      const why = existsSync(file) ? whyNot(file, env) : 'it is not compiled';
      seen.set(name, why === undefined);
      if (why !== undefined) console.log(`  ${name} fails: ${why}`);
    }
    return seen.get(name);
  };
}

/** @param {readonly Row[]} rows */
function judge(rows) {
  const passes = runner();
  const scenarios = readScenarios();
  return rows.map((row) => {
    const tests = testsOf(row.number, scenarios);
    /** @type {Verdict} */
    const verdict = tests.length === 0 ? 'missing' : tests.every(passes) ? 'passes' : 'fails';
    console.log(`${row.number} ${verdict}: ${row.line}`);
    return { ...row, verdict };
  });
}

function main() {
  const [argument] = process.argv.slice(2);
  const page = path.join(root, 'docs/features.md');
  const text = readFileSync(page, 'utf8');
  if (argument === '--write') return writeFileSync(page, withTests(text, readScenarios()));
  if (argument !== undefined && !PARTS.includes(argument)) {
    console.error(`features: no part is called "${argument}"; the parts are ${PARTS.join(', ')}, and --write.`);
    process.exitCode = 2;
    return;
  }
  const rows = readRows(text).filter(({ parts }) => argument === undefined || parts.includes(argument));
  const judged = judge(rows);
  for (const line of partLines(judged))
    if (argument === undefined || line.startsWith(`${argument}:`)) console.log(line);
  const bad = judged.filter(({ verdict }) => verdict === 'fails' || (argument !== undefined && verdict === 'missing'));
  process.exitCode = bad.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main();
