// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in a CSV file? Rows of cells as RFC 4180 has them, one after the other, each with its line.

/** A row and the line on which it begins, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** How our own export and a spreadsheet keep a number as it is: `="0139"`. */
const KEPT_AS_TEXT = /^="(.*)"$/s;

/** The rows of a text, empty ones left out. Separated by commas, or by semicolons or tabs where its first line has those and no comma. */
export function* readCsv(text: string): Generator<CsvRow> {
  const separator = separatorOf(text);
  let [cells, cell, line, began]: [string[], string, number, number] = [[], '', 1, 1];
  let [quoted, wasQuoted] = [false, false];
  const rowEnds = (): CsvRow | undefined => {
    const row = [...cells, plain(cell)];
    const at = began;
    [cells, cell, wasQuoted] = [[], '', false];
    began = line;
    return row.every((one) => one.trim() === '') ? undefined : { line: at, cells: row };
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string;
    if (character === '\n') line++;
    if (quoted) {
      if (character !== '"') cell += character;
      else if (text[i + 1] === '"') cell += text[i++];
      else quoted = false;
    } else if (character === '"' && (cell === '' || cell === '=') && !wasQuoted) {
      [quoted, wasQuoted, cell] = [true, true, ''];
    } else if (character === separator) {
      cells.push(plain(cell));
      [cell, wasQuoted] = ['', false];
    } else if (character === '\n' || (character === '\r' && text[i + 1] !== '\n')) {
      const row = rowEnds();
      if (row !== undefined) yield row;
    } else if (character !== '\r') cell += character;
  }
  const last = rowEnds();
  if (last !== undefined) yield last;
}

/** Our own export puts an apostrophe before what a spreadsheet would take for a formula. */
function plain(cell: string): string {
  const text = cell.replace(KEPT_AS_TEXT, '$1');
  return /^'[=+\-@\t\r\n＝＋－＠]/.test(text) ? text.slice(1) : text;
}

function separatorOf(text: string): string {
  const first = text.slice(0, text.search(/\r|\n|$/));
  if (first.includes(',')) return ',';
  return ['\t', ';'].find((one) => first.includes(one)) ?? ',';
}
