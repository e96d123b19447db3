// SPDX-License-Identifier: GPL-2.0-or-later
// Is a text nested so deeply that reading it would run out of stack? V8 ends the whole process when that happens within
// some of its own parts, and a running box reads its file again when it is asked to.

import { Lexer } from 'yaml';

const DEEPEST = 64; // a configuration needs 6
const INDICATORS: readonly string[] = ['-', '?', ':'];
const MARKS: readonly string[] = ['\u{2}', '\u{18}', '\u{1f}', '\u{feff}']; // of the lexer's own: they take no room

/**
 * How deep the text before a place is nested, at most: by brackets, by columns at which lines begin or go on after `- `, and by
 * keys that follow each other (`a: b: ? c:`, which is wrong, but read).
 */
class Depth {
  #columns: number[] = [];
  #keys = [0]; // of the line or, behind each open bracket, of the item
  #column = 0;
  #atBeginning = true;

  get now(): number {
    return this.#columns.length + this.#keys.length + this.#keys.reduce((sum, keys) => sum + keys);
  }

  take(token: string): void {
    if (MARKS.includes(token)) return;
    if (token === '\n' || token === '\r\n') {
      this.#column = 0;
      this.#atBeginning = true;
      if (this.#keys.length === 1) this.#keys = [0];
      return;
    }
    if (token.trim() !== '') this.#content(token);
    this.#column += token.length;
  }

  #content(token: string): void {
    const isIndicator = INDICATORS.includes(token);
    if (this.#atBeginning) {
      this.#columns = this.#columns.filter((column) => column < this.#column);
      this.#columns.push(this.#column);
      this.#atBeginning = isIndicator;
    } else if (isIndicator) this.#keys.push((this.#keys.pop() ?? 0) + 1);

    if (token === '[' || token === '{') this.#keys.push(0);
    if ((token === ']' || token === '}') && this.#keys.length > 1) this.#keys.pop();
    if (token === ',') this.#keys[this.#keys.length - 1] = 0;
  }
}

/** The line on which `text` is nested more than 64 deep, from 1; undefined: there is none. Needs no stack itself. */
export function tooDeep(text: string): number | undefined {
  const depth = new Depth();
  let line = 1;
  for (const token of new Lexer().lex(text)) {
    depth.take(token);
    if (depth.now > DEEPEST) return line;
    line += token.split('\n').length - 1;
  }
  return undefined;
}
