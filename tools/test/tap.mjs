// SPDX-License-Identifier: GPL-2.0-or-later
// Do the compiled TypeScript tests pass? Runs each file in a Node of its own and reads its TAP. tap's own runner would do the same, and take
// 0.8 s of a processor more a file for its loaders: a seventh of all.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Parser } from 'tap-parser';
import { root } from '../setup/run.mjs';
import { FileReport } from './file-report.mjs';

/** What takes long goes first, so that nothing is left alone at the end. */
const ORDER = ['property', 'console', 'scenario', 'web', 'lifetime', 'contract', 'crash', 'unit'];
/** Those that go on at real time leave the processors alone now and then. */
const JOBS = availableParallelism() + 1;
export const FILE_SECONDS = 900; // on a busy machine
const ERROR_LINES = 20;

/**
 * The compiled test files of some folders or files of test/; other files there help them.
 * @param {readonly string[]} names such as `unit` or `contract/licences.test.js`
 * @returns {string[]}
 */
export function testFiles(names) {
  return names.flatMap((name) => {
    const place = path.join('build/test/test', name);
    if (name.endsWith('.js')) return [place];
    if (!existsSync(path.join(root, place))) return [];
    const files = readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' });
    return files.filter((file) => file.endsWith('.test.js')).map((file) => path.join(place, file));
  });
}

/** @typedef {{ passed: number, failed: number, ok: boolean }} Outcome */

/**
 * Runs some compiled tests, or all; its last line is the sum.
 * @param {readonly string[]} names test files, as `test/unit/a.test.ts` or as compiled; none means all. `--jobs=1`: one after the other;
 *   `--timeout=3600`: seconds for each
 * @returns {Promise<Outcome>}
 */
export async function runTap(names) {
  const jobs = optionIn(names, 'jobs') ?? JOBS;
  const seconds = optionIn(names, 'timeout') ?? FILE_SECONDS;
  const named = names.filter((name) => !name.startsWith('-')).map(compiled);
  const files = named.length > 0 ? named : usualFiles();
  const total = { passed: 0, failed: 0, skipped: 0 };
  const left = files.values();
  let done = 0;
  const worker = async () => {
    for (const file of left) {
      const { report, ...end } = await runFile(file, seconds);
      done += 1;
      for (const line of report.lines({ name: file, ...end, place: `${done} of ${files.length}` })) console.log(line);
      for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[kind] += report.count[kind];
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return { passed: total.passed, failed: total.failed, ok: total.failed === 0 };
}

/**
 * @param {readonly string[]} words
 * @param {string} name
 * @returns {number | undefined}
 */
function optionIn(words, name) {
  const value = words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  return value === undefined ? undefined : Number(value);
}

/**
 * @param {string} file
 * @param {number} seconds that it may take
 * @returns {Promise<{ report: FileReport, ok: boolean, milliseconds: number, reason: string }>}
 */
function runFile(file, seconds) {
  const report = new FileReport();
  const tests = new Parser();
  report.read(tests);
  const begun = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, file)], {
      cwd: root,
      env: { ...process.env, TAP: '1', TAP_TIMEOUT: String(seconds) },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: (seconds + 60) * 1000,
      killSignal: 'SIGKILL',
    });
    let errors = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors = `${errors}${text}`.slice(-10_000);
    });
    const read = new Promise((settle) => tests.once('complete', (results) => settle(results.ok)));
    child.stdout.pipe(tests);
    child.once('error', reject);
    child.once('close', async (code, signal) => {
      const ok = (await read) === true && code === 0;
      const end = signal === null ? `ended with code ${code}` : `ended with ${signal}`;
      const reason = [`    ${end}`, ...errors.trimEnd().split('\n').slice(-ERROR_LINES)].join('\n    ');
      resolve({ report, ok, milliseconds: performance.now() - begun, reason });
    });
  });
}

/** What runs when no file is named: `faults` and `package` want the machine for themselves (apart.mjs). */
function usualFiles() {
  const names = readdirSync(path.join(root, 'build/test/test')).filter((name) => !name.endsWith('.map'));
  const rest = names.filter((name) => !ORDER.includes(name) && name !== 'faults' && name !== 'package');
  return testFiles([...ORDER.filter((name) => names.includes(name)), ...rest]);
}

/** @param {string} file */
function compiled(file) {
  return file.endsWith('.ts') ? path.join('build/test', file.replace(/\.ts$/, '.js')) : file;
}
