// SPDX-License-Identifier: GPL-2.0-or-later
// Do the compiled TypeScript tests pass? Some processes run the files, each one after the other (files.mjs), and their TAP is read.
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { root } from '../setup/run.mjs';
import { FileReport } from './file-report.mjs';
import { FilesProcess } from './files-process.mjs';

/** What takes long goes first, so that nothing is left alone at the end. */
const ORDER = ['property', 'console', 'scenario', 'web', 'lifetime', 'contract', 'crash', 'unit'];
/** Files lie in memory, so that hardly anybody waits for the disk: one more than there are processors uses the pauses in which somebody waits for the clock. */
const JOBS = availableParallelism() + 1;
export const FILE_SECONDS = 900; // on a busy machine
/** A process is left after so many files, or when it has become so large. */
const MOST_FILES = 20;
const MOST_MEGABYTES = 900;
/** Those that want a process of their own: they look at its memory, or leave the next one little of it. */
const ALONE = /\/(lifetime|faults|package|crash)\/|property\/calling\./;

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
  /** @param {string} name @param {import('./files-process.mjs').Outcome} outcome @param {string} place */
  const tell = (name, { report, ...end }, place) => {
    for (const line of report.lines({ name, ...end, place })) console.log(line);
    for (const kind of /** @type {const} */ (['passed', 'failed', 'skipped'])) total[kind] += report.count[kind];
  };
  const worker = async () => {
    /** @type {FilesProcess | undefined} */
    let process;
    /** @type {string[]} */
    let ran = [];
    const leave = async () => {
      const wrong = await process?.end();
      process = undefined;
      if (wrong !== undefined)
        tell(ran.join(' '), { report: new FileReport(), ok: false, milliseconds: 0, reason: wrong }, 'together');
    };
    for (const file of left) {
      const isAlone = ALONE.test(file);
      if (process !== undefined && (isAlone || isUsed(process))) await leave();
      if (process === undefined) [process, ran] = [new FilesProcess(seconds, { alone: isAlone }), []];
      ran.push(file);
      const outcome = await process.run(file);
      done += 1;
      tell(file, outcome, `${done} of ${files.length}`);
      if (isAlone) await leave();
    }
    await leave();
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  return { passed: total.passed, failed: total.failed, ok: total.failed === 0 };
}

/** @param {FilesProcess} process */
const isUsed = ({ isAlive, files, megabytes }) => !isAlive || files >= MOST_FILES || megabytes > MOST_MEGABYTES;

/**
 * @param {readonly string[]} words
 * @param {string} name
 * @returns {number | undefined}
 */
function optionIn(words, name) {
  const value = words.find((word) => word.startsWith(`--${name}=`))?.split('=')[1];
  return value === undefined ? undefined : Number(value);
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
