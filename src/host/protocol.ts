// SPDX-License-Identifier: GPL-2.0-or-later
// How do the command line and a running box speak? JSON, one object a line, over the box's local socket.

/** A question; `id` comes back with every answer to it. */
export interface ControlRequest {
  readonly id: number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** An answer: one with `result` or `error`; a stream sends `item`s before it. */
export type ControlResponse =
  | { readonly id: number; readonly item: unknown }
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly code: string; readonly message: string } };

/** Longest line that either side takes, in characters; a longer one ends the connection. */
export const LONGEST_LINE = 1_000_000;

/** Cuts a stream of text into lines; throws RangeError when a line grows past `LONGEST_LINE`. */
export class LineReader {
  #rest = '';

  take(chunk: string): readonly string[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    if (this.#rest.length > LONGEST_LINE) throw new RangeError(`a line of over ${LONGEST_LINE} characters`);
    return lines.filter((line) => line.trim() !== '');
  }
}
