// SPDX-License-Identifier: GPL-2.0-or-later
// How does a long command run so that whoever waits knows what it does? Its output goes to .setup/<name>.log; the
// terminal shows one line with the time so far, a log file gets a line now and then, a failure shows the log's end.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { shortened, tell, words } from './words.mjs';

/** The project's folder. */
export const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '../..');

/** Where set-up keeps its logs, lock and stamp. */
export const setupFolder = path.join(root, '.setup');

const lineEveryMilliseconds = 10_000;
const tailLines = 40;

/** Set-up cannot go on; the message says why and what to do, so no stack is printed. */
export class SetupError extends Error {}

/**
 * @typedef {object} RunOptions
 * @property {Record<string, string | undefined>} [environment]
 * @property {boolean} [mayFail] a failure is told, not thrown
 * @property {RegExp} [retryWhile] a failure whose log matches is tried again ...
 * @property {number} [retrySeconds] ... for that long
 */

/**
 * Runs a command of set-up to its end.
 * @param {string} name of the log file
 * @param {string} title what a reader sees
 * @param {readonly string[]} command
 * @param {RunOptions} [options]
 */
export async function run(name, title, command, options = {}) {
  const log = path.join(setupFolder, `${name}.log`);
  const giveUpAt = Date.now() + (options.retrySeconds ?? 0) * 1000;
  for (;;) {
    const progress = startProgress(title);
    const failure = await runOnce(command, log, options.environment ?? process.env);
    progress.end(failure);
    if (failure === undefined) return;
    const output = readFileSync(log, 'utf8');
    if (!options.retryWhile?.test(output) || Date.now() > giveUpAt) return fail(title, failure, output, log, options);
    await sleep(5000);
  }
}

/**
 * @param {string} title
 * @param {string} failure
 * @param {string} output
 * @param {string} log
 * @param {RunOptions} options
 */
function fail(title, failure, output, log, options) {
  if (options.mayFail) return;
  const tail = output.trimEnd().split('\n').slice(-tailLines).join('\n');
  throw new SetupError(
    words('{}: {}. The end of {}:\n\n{}\n', [title, failure, path.relative(process.cwd(), log), tail]),
  );
}

/**
 * @param {readonly string[]} command
 * @param {string} log
 * @param {Record<string, string | undefined>} environment
 * @returns {Promise<string | undefined>} what went wrong
 */
function runOnce([program = '', ...args], log, environment) {
  mkdirSync(path.dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: root, env: environment, stdio: ['ignore', output, output] });
    const stop = () => child.kill();
    process.once('SIGINT', stop).once('SIGTERM', stop);
    const settle = (/** @type {string | undefined} */ failure) => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve(failure);
    };
    child.once('error', (error) => settle(error.message));
    child.once('close', (code, signal) => settle(code === 0 ? undefined : endOf(code, signal)));
    closeSync(output);
  });
}

/**
 * @param {number | null} code
 * @param {string | null} signal
 */
function endOf(code, signal) {
  return signal === null ? words('ended with code {}', [code ?? '?']) : words('ended with {}', [signal]);
}

/** @param {string} title */
function startProgress(title) {
  const terminal = process.stdout.isTTY === true;
  const begun = Date.now();
  const seconds = () => Math.round((Date.now() - begun) / 1000);
  const width = Math.max(20, (process.stdout.columns || 80) - 24);
  const short = terminal ? shortened(title, width) : title;
  const line = `${words('set-up: ')}${short}`;
  const show = () =>
    terminal
      ? process.stdout.write(`\r\x1b[K${line} ${seconds()} s`)
      : tell('{}: still at it after {} s', [short, seconds()]);
  if (terminal) show();
  else console.log(line);
  const timer = setInterval(show, terminal ? 1000 : lineEveryMilliseconds);
  return {
    /** @param {string | undefined} failure */
    end(failure) {
      clearInterval(timer);
      const end = words('set-up: ') + words('{}: {} ({} s)', [short, failure ?? words('done'), seconds()]);
      console.log(terminal ? `\r\x1b[K${end}` : end);
    },
  };
}
