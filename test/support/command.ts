// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests use the command line without a process for each command? In this one, with its output caught.
import { commandsFor } from '../../src/cli/command-table.js';
import type { Output } from '../../src/cli/output.js';
import { runProgram } from '../../src/cli/program.js';

/** A test goes on while a command works, and sends keys and signals to it: so all are loaded before the first is typed. */
await commandsFor(undefined, { language: 'en', write: () => {}, complain: () => {} });

/** What a command printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly text: string;
  readonly complaint: string;
}

/** Runs `spillway` with these arguments, in English unless told otherwise. One at a time. */
export async function command(...given: readonly (string | Pick<Output, 'language' | 'columns'>)[]): Promise<Printed> {
  const args = given.filter((argument) => typeof argument === 'string');
  const [reader] = given.flatMap((argument) => (typeof argument === 'string' ? [] : [argument]));
  const { language = 'en', columns } = reader ?? {};
  const [lines, complaints]: [string[], string[]] = [[], []];
  const output: Output = {
    language,
    columns,
    write: (line) => lines.push(line),
    complain: (line) => complaints.push(line),
  };
  const before = process.exitCode;
  process.exitCode = undefined;
  await runProgram(output, args);
  const code = Number(process.exitCode ?? 0);
  process.exitCode = before;
  return { code, text: lines.join('\n'), complaint: complaints.join('\n') };
}
