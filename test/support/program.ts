// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests run a program of the project as users do? As a child process, to its end.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** How a program ended and what it wrote. */
export interface Ended {
  /** 1 too when a signal ended it. */
  readonly code: number;
  readonly lines: readonly string[];
  readonly complaints: string;
}

interface RunOptions {
  readonly folder?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The command line's program, as compiled with the tests. */
export const spillway = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** Runs a JavaScript file with Node, in English unless the environment says otherwise. */
export function run(file: string, args: readonly string[], { folder, environment }: RunOptions = {}): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8', ...environment },
    ...(folder !== undefined && { cwd: folder }),
  });
  const lines: string[] = [];
  let complaints = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, lines, complaints }));
  });
}
