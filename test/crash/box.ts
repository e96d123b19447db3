// SPDX-License-Identifier: GPL-2.0-or-later
// How is a box process started, asked and killed? `spillway start`, with the log of all its lives in one file.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { askBox } from '../../src/cli/control-client.js';
import type { BoxStatus } from '../../src/engine/index.js';
import type { Clock, Instant } from '../../src/kernel/index.js';
import { spillway } from '../support/program.js';
import type { CrashFiles } from './files.js';

/** One life of the box. */
export class BoxProcess {
  readonly startedAt: Instant;
  readonly #files: CrashFiles;
  readonly #child: ChildProcess;
  readonly #ended: Promise<void>;

  /** `wrapper`: a program that runs it, such as strace with its options. */
  constructor(files: CrashFiles, clock: Clock, wrapper: readonly string[] = []) {
    this.#files = files;
    this.startedAt = clock.now();
    const log = openSync(files.log, 'a');
    const [program = '', ...args] = [...wrapper, process.execPath, spillway, 'start', files.config];
    this.#child = spawn(program, args, { stdio: ['ignore', 'ignore', log] });
    closeSync(log);
    this.#ended = new Promise((resolve) => this.#child.once('exit', () => resolve()));
  }

  /** It has ended by itself or was killed. */
  get over(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** SIGKILL: no thread of it runs another instruction. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  /** Asks it to end in order; the exit code, or the signal that ended it. */
  async stop(): Promise<number | string | null> {
    this.#child.kill('SIGTERM');
    await this.#ended;
    return this.#child.exitCode ?? this.#child.signalCode;
  }

  /** How it is; undefined while it does not answer. */
  async status(): Promise<BoxStatus | undefined> {
    return (await askBox(this.#files.control, 'status').catch(() => undefined)) as BoxStatus | undefined;
  }
}
