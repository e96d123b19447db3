// SPDX-License-Identifier: GPL-2.0-or-later
// How do rows become CSV? As RFC 4180 has it; in no cell does a spreadsheet find a formula that somebody has smuggled in.

import { stringify } from 'csv-stringify/sync';

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

/** Rows as CSV with CRLF; the first may be the headings. */
export function csv(rows: readonly (readonly CsvCell[])[], { excel = false }: CsvForm = {}): string {
  const safe = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? String(cell) : textCell(cell, excel))));
  return stringify(safe, { record_delimiter: 'windows', bom: excel, quoted_match: /[\r\n]/ }); // one of them alone, too
}

function textCell(text: string, excel: boolean): string {
  if (excel && DIGITS.test(text)) return `="${text}"`;
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
