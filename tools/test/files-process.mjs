// SPDX-License-Identifier: GPL-2.0-or-later
// How does the runner speak with a process that runs files of tests (files.mjs)? It gives it one after the other, reads its TAP, and knows what each
// came to: also of one with which the process died, or that came to no end.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { freemem } from 'node:os';
import path from 'node:path';
import { Parser } from 'tap-parser';
import { root } from '../setup/run.mjs';
import { FileReport, reasonOf } from './file-report.mjs';

/** What one file came to. @typedef {{ report: FileReport, ok: boolean, milliseconds: number, reason: string }} Outcome */
/** @typedef {import('tap-parser').Result} Result */
/** @typedef {{ ready?: true, done?: string, megabytes?: number }} Said */

const ERROR_LINES = 20;
const ERROR_CHARACTERS = 10_000;
/** So long after the last file it may take to end, at most: what tests left open holds it. */
const LEAVING_MS = 30_000;
/** Files in memory: a database that a scenario flushes hundreds of times need not wait for the disk of this machine. */
const MEMORY = '/dev/shm';
const ENOUGH_MEMORY = 4 << 30;

/** A folder for tests' temporary files, with a short name for sockets; none: where they are by themselves, as when one was asked for. */
function folderInMemory() {
  if (process.env.TMPDIR !== undefined) return undefined;
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    if (Math.min(bavail * bsize, freemem()) < ENOUGH_MEMORY) return undefined;
    const folder = mkdtempSync(`${MEMORY}/`);
    chmodSync(folder, 0o755); // tests' servers and askers that are other users go through it, as through /tmp
    return folder;
  } catch {
    return undefined;
  }
}

export class FilesProcess {
  /** Files that it has run. */
  files = 0;
  megabytes = 0;
  #child;
  /** @type {number} */
  #seconds;
  #report = new FileReport();
  #begun = 0;
  #errors = '';
  /** @type {Promise<string>} how it ended */
  #ended;
  /** @type {((outcome: Outcome) => void) | undefined} */
  #settle;
  /** @type {Result | undefined} */
  #result;
  /** @type {string | undefined} that it runs */
  #file;
  #listens = false;
  #isDone = false;

  /**
   * @param {number} seconds that a file may take
   * @param {{ alone?: boolean }} [options] `alone`: for one file that looks at threads, memory and disk as they are
   */
  constructor(seconds, { alone = false } = {}) {
    this.#seconds = seconds;
    const program = [path.join(root, 'tools/test/files.mjs'), ...(alone ? ['--own-threads'] : [])];
    const folder = alone ? undefined : folderInMemory();
    this.#child = spawn(process.execPath, program, {
      cwd: root,
      env: { ...process.env, ...(folder !== undefined && { TMPDIR: folder }), TAP: '1', TAP_TIMEOUT: String(seconds) },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const { stdout, stderr } = this.#child;
    const tests = new Parser();
    tests.on('child', (file) => this.#report.read(file));
    tests.on('assert', (/** @type {Result} */ result) => {
      this.#result = result;
      this.#told();
    });
    stdout?.pipe(tests);
    stderr?.setEncoding('utf8').on('data', (text) => {
      this.#errors = `${this.#errors}${text}`.slice(-ERROR_CHARACTERS);
    });
    this.#child.on('message', (/** @type {Said} */ { ready, done, megabytes = 0 }) => {
      if (ready) this.#say();
      if (done === undefined) return;
      this.megabytes = megabytes;
      this.#isDone = true;
      this.#told();
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        if (folder !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 }); // what a killed box has left is not to stay in memory
        resolve(signal === null ? `ended with code ${code}` : `ended with ${signal}`);
      });
    });
    this.#ended.then((how) => this.#settle?.(this.#outcome(false, how)));
  }

  /**
   * @param {string} file below the project's folder
   * @returns {Promise<Outcome>}
   */
  run(file) {
    this.#report = new FileReport();
    [this.#begun, this.#errors, this.#result, this.#isDone] = [performance.now(), '', undefined, false];
    this.files += 1;
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), (this.#seconds + 60) * 1_000);
    return new Promise((resolve) => {
      this.#settle = (outcome) => {
        clearTimeout(limit);
        this.#settle = undefined;
        resolve(outcome);
      };
      this.#file = file;
      if (this.#listens) this.#say();
    });
  }

  /** Whether it can be given another one. */
  get isAlive() {
    return this.#child.connected;
  }

  /** Resolves with what is wrong with its end; undefined: nothing. */
  async end() {
    if (!this.#child.connected) return undefined; // the file with which it died has told
    this.#child.send({}, () => {});
    const patience = Math.min(LEAVING_MS, this.#seconds * 1_000);
    const limit = setTimeout(() => this.#child.kill('SIGKILL'), patience);
    const how = await this.#ended;
    clearTimeout(limit);
    return how.includes('SIGKILL') ? `${patience / 1_000} s after its last file something was still open` : undefined;
  }

  #say() {
    this.#listens = true;
    if (this.#file !== undefined) this.#child.send({ file: this.#file }, () => {});
  }

  /** A file is over when tap has said what it came to and its process that it goes on. */
  #told() {
    if (this.#result === undefined || !this.#isDone) return;
    this.#settle?.(this.#outcome(this.#result.ok, reasonOf(this.#result)));
  }

  /**
   * @param {boolean} ok
   * @param {string} how
   * @returns {Outcome}
   */
  #outcome(ok, how) {
    const reason = [`    ${how.trim()}`, ...this.#errors.trimEnd().split('\n').slice(-ERROR_LINES)].join('\n    ');
    return { report: this.#report, ok, milliseconds: performance.now() - this.#begun, reason };
  }
}
