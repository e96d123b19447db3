// SPDX-License-Identifier: GPL-2.0-or-later
// Which column of a CSV file is which? By its first row, in either language, in any order.

import type { CsvRow } from './csv-read.js';
import type { Bilingual } from './language.js';

/** A line of a file, and what is wrong with it and would be right. */
export interface LineProblem {
  readonly line: number;
  readonly says: Bilingual;
}

/** The columns that a file may have, each with its other names, and those that it must have. */
export interface CsvColumns<Column extends string> {
  readonly known: Readonly<Record<Column, readonly string[]>>;
  readonly needed: readonly Column[];
  /** Other columns are let be: the file is another program's. */
  readonly others?: 'ignored';
}

/** Cells by their columns. */
export type CsvRecord<Column extends string> = Readonly<Partial<Record<Column, string>>>;

/** Reads rows by the headings of the first. */
export class CsvHeadings<Column extends string> {
  readonly #columns: readonly (Column | undefined)[];
  readonly problems: readonly LineProblem[];

  constructor(first: CsvRow | undefined, { known, needed, others }: CsvColumns<Column>) {
    const names = Object.keys(known) as Column[];
    const cells = (first?.cells ?? []).map((cell) => cell.trim().toLowerCase());
    this.#columns = cells.map((cell) => names.find((name) => name === cell || known[name].includes(cell)));
    const missing = needed.filter((column) => !this.#columns.includes(column));
    const unknown = cells.filter((cell, i) => others === undefined && cell !== '' && this.#columns[i] === undefined);
    const twice = names.filter((name) => this.#columns.filter((column) => column === name).length > 1);
    const right = names.join(',');
    const line = first?.line ?? 1;
    const said = (words: readonly string[], en: string, zh: string): LineProblem[] =>
      words.length === 0
        ? []
        : [
            {
              line,
              says: {
                en: `the first row ${en} ${words.join(', ')}: it names the columns, such as ${right}`,
                zh: `首行${zh} ${words.join('、')}：首行应为列名，如 ${right}`,
              },
            },
          ];
    this.problems = [
      ...said(missing, 'is without', '缺少'),
      ...said(unknown, 'has the unknown', '有未知的列'),
      ...said(twice, 'has twice', '重复'),
    ];
  }

  /** What stands in a row, or what is wrong with its count of cells. */
  read({ line, cells }: CsvRow): CsvRecord<Column> | LineProblem {
    const most = this.#columns.length;
    if (cells.slice(most).some((cell) => cell.trim() !== ''))
      return {
        line,
        says: {
          en: `${cells.length} cells, the first row has ${most}: put a cell with a comma in it in double quotes`,
          zh: `有 ${cells.length} 列，首行为 ${most} 列：含逗号的内容请用双引号括起`,
        },
      };
    return Object.fromEntries(
      this.#columns.flatMap((column, i) => (column === undefined ? [] : [[column, (cells[i] ?? '').trim()]])),
    ) as CsvRecord<Column>;
  }
}
