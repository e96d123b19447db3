// SPDX-License-Identifier: GPL-2.0-or-later
// How do rows become CSV? As RFC 4180 has it; in no cell does a spreadsheet find a formula that somebody has smuggled in.

/** Text, or a figure to count with. */
export type CsvCell = string | number;

export interface CsvForm {
  /** With a byte order mark, and telephone numbers so that Excel keeps their zeros and all their digits. */
  readonly excel?: boolean;
}

/** What a spreadsheet takes for the beginning of a formula, in full width too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A number is none, whatever its sign. */
const NUMBER = /^[+-]?\d+(\.\d+)?$/;
/** Numbers of telephones, agents, ports: digits, but no figure. */
const DIGITS = /^\+?\d+$/;
/** What would end a cell, or a row. */
const QUOTED = /[",\r\n]/;
const MARK = '\uFEFF';

/** Rows as CSV with CRLF; the first may be the headings. */
export function csv(rows: readonly (readonly CsvCell[])[], { excel = false }: CsvForm = {}): string {
  let text = excel ? MARK : '';
  for (const row of rows) {
    let before = '';
    for (const cell of row) {
      text += before + (typeof cell === 'number' ? String(cell) : quoted(textCell(cell, excel)));
      before = ',';
    }
    text += '\r\n';
  }
  return text;
}

function quoted(text: string): string {
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textCell(text: string, excel: boolean): string {
  if (excel && DIGITS.test(text)) return `="${text}"`;
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
