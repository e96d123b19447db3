// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes part in the demonstration? Two child processes, the exchange and the box, and what they say.

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { TelephonyError } from '../../faults.js';

/** The command line's program. */
export const PROGRAM = fileURLToPath(new URL('../main.js', import.meta.url));

export interface ParticipantOptions {
  /** Hears each line of standard output. */
  readonly line?: (line: string) => void;
  /** File that gets standard error. */
  readonly log: string;
}

/** A child process that runs a program of ours. */
export class Participant {
  readonly name: string;
  /** Resolves with the exit code when it has ended (a signal counts as 0 when we sent it). */
  readonly ended: Promise<number>;
  readonly #child: ChildProcess;
  #complaints = '';
  #stopping = false;

  /** `args`: the program's file and what it is told. */
  constructor(name: string, args: readonly string[], { line = () => {}, log }: ParticipantOptions) {
    this.name = name;
    this.#child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    if (this.#child.stdout) createInterface({ input: this.#child.stdout }).on('line', line);
    this.#child.stderr?.pipe(createWriteStream(log));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-4_000);
    });
    const end = () => this.#child.kill();
    process.once('exit', end); // however we go, nobody plays on alone
    this.ended = new Promise((resolve) => {
      this.#child.on('exit', (code, signal) => {
        process.off('exit', end);
        resolve(code ?? (this.#stopping && signal ? 0 : 1));
      });
    });
  }

  /** What it wrote to standard error, the end of it. */
  get complaints(): string {
    return this.#complaints;
  }

  /** Rejects when it ends before it was stopped. */
  async failure(): Promise<never> {
    const code = await this.ended;
    if (this.#stopping) return new Promise<never>(() => {});
    throw this.#refusal(code);
  }

  /** Throws when it ended otherwise than well; to be called after it has ended. */
  async mustHaveEndedWell(): Promise<void> {
    const code = await this.ended;
    if (code !== 0) throw this.#refusal(code);
  }

  #refusal(code: number): TelephonyError {
    return new TelephonyError(
      'REFUSED',
      `the ${this.name} ended with ${code}: ${this.#complaints.trim() || 'no message'}`,
    );
  }

  /** Asks it to end and waits. */
  async stop(): Promise<number> {
    this.#stopping = true;
    this.#child.kill('SIGTERM');
    return this.ended;
  }
}
