// SPDX-License-Identifier: GPL-2.0-or-later
// Is a text nested so deeply that reading it would run out of stack? V8 ends the whole process when that happens within
// some of its own parts, and a running box reads its file again when it is asked to.

import { Lexer } from 'yaml';

const DEEPEST = 64; // a configuration needs 6
const INDICATORS: readonly string[] = ['-', '?', ':'];
const MARKS: readonly string[] = ['\u{2}', '\u{18}', '\u{1f}', '\u{feff}']; // of the lexer's own: they take no room

/** How deep the text before a place is nested, at most: by brackets, and by columns at which lines begin or go on after `- `. */
class Depth {
  #columns: number[] = [];
  #brackets = 0;
  #column = 0;
  #atBeginning = true;

  get now(): number {
    return this.#brackets + this.#columns.length;
  }

  take(token: string): void {
    if (MARKS.includes(token)) return;
    if (token === '\n' || token === '\r\n') {
      this.#column = 0;
      this.#atBeginning = true;
      return;
    }
    if (token.trim() !== '') this.#content(token);
    this.#column += token.length;
  }

  #content(token: string): void {
    if (token === '[' || token === '{') this.#brackets++;
    if ((token === ']' || token === '}') && this.#brackets > 0) this.#brackets--;
    if (!this.#atBeginning) return;
    this.#columns = this.#columns.filter((column) => column < this.#column);
    this.#columns.push(this.#column);
    this.#atBeginning = INDICATORS.includes(token);
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
