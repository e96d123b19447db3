// SPDX-License-Identifier: GPL-2.0-or-later
// How is a program asked? Without a shell, by arguments and standard input; its output is bounded, and so is its time.

import { type ChildProcess, spawn } from 'node:child_process';
import type { Clock, Duration } from '../kernel/index.js';

/** What it is asked. */
export interface ProgramQuestion {
  readonly command: readonly string[];
  readonly input: string;
  /** More output is a failure. */
  readonly most: number;
  readonly within: Duration;
}

/** What it wrote. Rejects with an Error that says why not; by then the program has been killed. */
export function runProgram(clock: Clock, { command, input, most, within }: ProgramQuestion): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command;
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], shell: false });
    const parts: Buffer[] = [];
    let length = 0;
    const fail = (why: string) => {
      cancel();
      endProgram(child);
      reject(new Error(`${program}: ${why}`));
    };
    const cancel = clock.at(clock.now() + within, () => fail(`no answer within ${within} ms`));
    const complaint = firstLine(child);
    child.stdin.on('error', () => {}); // it may not want it
    child.stdin.end(input);
    child.stdout.on('data', (part: Buffer) => {
      length += part.length;
      if (length > most) fail(`more than ${most} bytes`);
      else parts.push(part);
    });
    child.once('error', (error: NodeJS.ErrnoException) =>
      fail(error.code === 'ENOENT' ? 'there is no such program' : error.message),
    );
    child.once('close', (code, signal) => {
      if (code === 0) {
        cancel();
        resolve(Buffer.concat(parts));
      } else fail(complaint() || `ended with ${code ?? signal}`);
    });
  });
}

/** Ends it at once; its pipes hold nobody up. */
export function endProgram(child: ChildProcess): void {
  child.kill('SIGKILL');
  child.stdout?.destroy();
}

const MOST_COMPLAINT = 2_000;

/** The first line that a program complains by. */
export function firstLine({ stderr }: Pick<ChildProcess, 'stderr'>): () => string {
  let told = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    if (told.length < MOST_COMPLAINT) told += text;
  });
  return () => told.trim().split('\n')[0]?.slice(0, 200) ?? '';
}
