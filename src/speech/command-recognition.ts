// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program understand an utterance? Begun when somebody speaks, sound by its standard input, text by its standard output.

import { spawn } from 'node:child_process';
import { type Clock, deferred } from '../kernel/index.js';
import { withGrammar } from './grammar-files.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import { bytesOf, type Recognition, textOf } from './recognition.js';
import { Upsampler } from './upsample.js';
import { endProgram, firstLine } from './run-program.js';

const MOST_TEXT = 16_384; // characters

/** Begins it. It has no shell, and ends with the utterance. */
export function commandRecognition(
  clock: Clock,
  engine: Extract<HearingEngine, { readonly kind: 'command' }>,
  what: ListeningFor,
): Recognition {
  const { command, remove } = withGrammar(engine.command, what, engine.rate);
  const [program = '', ...args] = command;
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'pipe'], shell: false });
  const ended = deferred<string>();
  ended.promise.catch(() => {});
  const upsampler = new Upsampler(engine.rate);
  const complaint = firstLine(child);
  let said = '';
  child.stdin.on('error', () => {}); // it may end before all is said
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.length > MOST_TEXT) endProgram(child);
  });
  child.once('error', (error: NodeJS.ErrnoException) => {
    remove();
    ended.reject(new Error(`${program}: ${error.code === 'ENOENT' ? 'there is no such program' : error.message}`));
  });
  child.once('close', (code, signal) => {
    remove();
    if (code === 0) ended.resolve(lastText(said));
    else ended.reject(new Error(`${program}: ${complaint() || `ended with ${code ?? signal}`}`));
  });
  return {
    feed: (samples) => {
      child.stdin.write(bytesOf(upsampler.next(samples)));
    },
    finish: (within) => {
      const cancel = clock.at(clock.now() + within, () => {
        ended.reject(new Error(`${program}: no answer within ${within} ms`));
        endProgram(child);
      });
      child.stdin.end();
      return ended.promise.finally(cancel);
    },
    abort: () => endProgram(child),
  };
}

/** Of several lines of JSON the last one that has text; else all that was printed. */
function lastText(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  if (!lines.every((line) => line.trim().startsWith('{'))) return lines.join(' ').trim();
  return lines.map(textOf).filter((text) => text !== '' && !text.startsWith('{')).at(-1) ?? '';
}
