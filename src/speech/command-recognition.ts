// SPDX-License-Identifier: GPL-2.0-or-later
// How does a program understand an utterance? Begun when somebody speaks, sound by its standard input, text by its standard output.

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type Clock, type Duration, deferred } from '../kernel/index.js';
import { withGrammar } from './grammar-files.js';
import type { HearingEngine, ListeningFor } from './ports.js';
import { bytesOf, type Recognition, textOf } from './recognition.js';
import { endProgram, firstLine } from './run-program.js';
import { Upsampler } from './upsample.js';
import { pcmFile } from './wav-samples.js';

const MOST_TEXT = 16_384; // characters
const MOST_WAITING = 1024 * 1024; // bytes that it has not read: more is lost

/** Begins it when he speaks; with {file} when he has ended. It has no shell, and ends with the utterance. */
export function commandRecognition(
  clock: Clock,
  engine: Extract<HearingEngine, { readonly kind: 'command' }>,
  what: ListeningFor,
): Recognition {
  const { command, file, remove } = withGrammar(engine.command, what, engine.rate);
  const upsampler = new Upsampler(engine.rate);
  if (file === undefined) {
    const program = new Program(command, remove);
    return {
      feed: (samples) => program.write(bytesOf(upsampler.next(samples))),
      finish: (within) => program.finish(clock, within),
      abort: () => program.end(),
    };
  }
  const parts: Buffer[] = [];
  return {
    feed: (samples) => {
      parts.push(Buffer.from(bytesOf(upsampler.next(samples))));
    },
    finish: (within) => {
      writeFileSync(file, pcmFile(Buffer.concat(parts), engine.rate));
      return new Program(command, remove).finish(clock, within);
    },
    abort: remove,
  };
}

/** A program that is asked once. */
class Program {
  readonly #name: string;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #ended = deferred<string>();
  #said = '';

  constructor([name = '', ...args]: readonly string[], remove: () => void) {
    this.#name = name;
    this.#child = spawn(name, args, { stdio: 'pipe', shell: false });
    this.#ended.promise.catch(() => {});
    const complaint = firstLine(this.#child);
    this.#child.stdin.on('error', () => {}); // it may end before all is said
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#said += text;
      if (this.#said.length > MOST_TEXT) this.end();
    });
    this.#child.once('error', (error: NodeJS.ErrnoException) => {
      remove();
      this.#fail(error.code === 'ENOENT' ? 'there is no such program' : error.message);
    });
    this.#child.once('close', (code, signal) => {
      remove();
      if (code === 0) this.#ended.resolve(lastText(this.#said));
      else this.#fail(complaint() || `ended with ${code ?? signal}`);
    });
  }

  write(bytes: Buffer): void {
    if (this.#child.stdin.writableLength < MOST_WAITING) this.#child.stdin.write(Buffer.from(bytes));
  }

  finish(clock: Clock, within: Duration): Promise<string> {
    const cancel = clock.at(clock.now() + within, () => {
      this.#fail(`no answer within ${within} ms`);
      this.end();
    });
    this.#child.stdin.end();
    return this.#ended.promise.finally(cancel);
  }

  end(): void {
    endProgram(this.#child);
  }

  #fail(why: string): void {
    this.#ended.reject(new Error(`${this.#name}: ${why}`));
  }
}

/** Of several lines of JSON the last one that has text; else all that was printed. */
function lastText(said: string): string {
  const lines = said.split('\n').filter((line) => line.trim() !== '');
  if (!lines.every((line) => line.trim().startsWith('{'))) return lines.join(' ').trim();
  return (
    lines
      .map(textOf)
      .filter((text) => text !== '' && !text.startsWith('{'))
      .at(-1) ?? ''
  );
}
