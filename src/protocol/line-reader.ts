// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a line of the socket end?

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
