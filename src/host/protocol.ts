// SPDX-License-Identifier: GPL-2.0-or-later
// How do the command line and a running box speak? JSON, one object a line, over the box's local socket.

import type { NotYetWritten } from '../store/index.js';

/** A question; `id` comes back with every answer to it. */
export interface ControlRequest {
  readonly id: number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** What went wrong: a code of docs/faults.md, and what people are told. */
export interface ControlError {
  readonly code: string;
  readonly message: string;
}

/**
 * An answer: one with `result` or `error`; a stream sends `item`s before it. `unwritten`: the database cannot be written now, and
 * a list lacks what was decided since. An `error` behind a `result` tells that the rows of a long list are not all.
 */
export type ControlResponse =
  | { readonly id: number; readonly item: unknown }
  | { readonly id: number; readonly result: unknown; readonly unwritten?: NotYetWritten; readonly error?: ControlError }
  | { readonly id: number; readonly error: ControlError };

/** Longest question that a box takes, in characters; a longer one ends the connection. */
export const LONGEST_REQUEST = 65_536;

/** Longest answer that a client takes, in characters: a few hundred thousand CDRs. */
export const LONGEST_ANSWER = 250_000_000;

/** Cuts a stream of text into lines; throws RangeError when a line is longer than `longest` characters. */
export class LineReader {
  readonly #longest: number;
  #begun: string[] = []; // pieces of a line whose end has not come; joined once, however many there are
  #length = 0;

  constructor(longest: number) {
    this.#longest = longest;
  }

  take(chunk: string): readonly string[] {
    const lines = chunk.split('\n');
    const rest = lines.pop() ?? '';
    if (lines.length > 0) {
      lines[0] = this.#begun.join('') + (lines[0] ?? '');
      this.#begun = [];
      this.#length = 0;
    }
    this.#begun.push(rest);
    this.#length += rest.length;
    if (this.#length > this.#longest || lines.some((line) => line.length > this.#longest))
      throw new RangeError(`a line of over ${this.#longest} characters`);
    return lines.filter((line) => line.trim() !== '');
  }
}
