// SPDX-License-Identifier: GPL-2.0-or-later
// How does a benchmark run a box as users do? `spillway start` in a process of its own, in a folder of its own.
import { spawn } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { stringify } from 'yaml';
import { root } from '../setup/run.mjs';
import { boxBoard } from './far-end.mjs';

const program = path.join(root, 'dist/cli/main.js');
const queue = 'sales';

/**
 * A box whose every call is captured: a surge from the first one, nobody signed in, pacing 0, no channel kept free.
 * @param {string} folder
 * @param {object} surge
 * @param {{ readonly restartAtStart?: boolean }} [options]
 */
export function capturingBox(folder, surge, options = {}) {
  return {
    ...plainBox(folder, { spans: 1, ...options }),
    surge: { on: 0.01, off: 0, hold: '10min', ratio: { min: 1 }, interval: '0s', human: { min: 0 }, ...surge },
  };
}

/**
 * A box at its far end, with one queue.
 * @param {string} folder
 * @param {Parameters<typeof boxBoard>[1]} size
 */
export function plainBox(folder, size) {
  return {
    language: 'zh-CN',
    data: path.join(folder, 'data'),
    board: boxBoard(folder, size),
    accessNumbers: [{ number: '4008001111', queue }],
    queues: [{ name: queue }],
    recording: { announce: false },
  };
}

/** A running box. */
export class BoxProcess {
  /** @type {import('node:child_process').ChildProcess} */
  #child;
  #log = '';
  /** @type {Promise<void>} */
  #ended;
  /** @type {number | undefined} */
  #code;

  /**
   * @param {string} folder
   * @param {object} configuration
   * @param {Readonly<Record<string, string>>} [environment]
   */
  constructor(folder, configuration, environment = {}) {
    const file = path.join(folder, 'spillway.yaml');
    this.database = path.join(folder, 'data/spillway.db');
    writeFileSync(file, stringify(configuration));
    this.#child = spawn(process.execPath, [program, 'start', file, '--json'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, ...environment },
    });
    const kill = () => this.#child.kill('SIGKILL'); // the benchmark itself died
    process.once('exit', kill);
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code) => {
        process.off('exit', kill);
        this.#code = code ?? 1;
        resolve();
      });
    });
  }

  get pid() {
    return this.#child.pid ?? 0;
  }

  /** The last of what it has said. */
  get log() {
    return this.#log;
  }

  /** Resolves when the box says that it is running. */
  async running() {
    const lines = createInterface({ input: /** @type {import('node:stream').Readable} */ (this.#child.stderr) });
    const told = new Promise((resolve) => {
      lines.on('line', (line) => {
        this.#log = `${this.#log}${line}\n`.slice(-4000);
        if (line.includes('the box is running')) resolve(undefined);
      });
    });
    await Promise.race([told, this.#ended.then(() => Promise.reject(this.#failure()))]);
    return this;
  }

  /** Asks it to end; throws when it complained or ended badly. */
  async stop() {
    this.#child.kill('SIGTERM');
    await this.#ended;
    if (this.#code !== 0) throw this.#failure();
  }

  /** Bytes of the closed database. */
  databaseBytes() {
    return statSync(this.database).size;
  }

  #failure() {
    return new Error(`the box ended with ${this.#code}:\n${this.#log}`);
  }
}
