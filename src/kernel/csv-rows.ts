// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in a CSV file that people wrote? Its rows by the columns that its first row names, and what is wrong in which line.

import { type CsvColumns, CsvHeadings, type CsvRecord, type LineProblem } from './csv-columns.js';
import { readCsv } from './csv-read.js';

/** A row by its columns, with the line on which it begins. */
export interface FileRow<Column extends string> {
  readonly line: number;
  readonly text: CsvRecord<Column>;
}

/** All rows that can be read. */
export interface ReadRows<Column extends string> {
  readonly rows: readonly FileRow<Column>[];
  readonly problems: readonly LineProblem[];
}

/** Reads a file; of one whose headings are wrong that is all that is said. */
export function readRows<Column extends string>(text: string, columns: CsvColumns<Column>): ReadRows<Column> {
  const rows: FileRow<Column>[] = [];
  const problems: LineProblem[] = [];
  let headings: CsvHeadings<Column> | undefined;
  for (const row of readCsv(text.replace(/^\ufeff/, ''))) {
    if (headings === undefined) {
      headings = new CsvHeadings(row, columns);
      if (headings.problems.length > 0) return { rows, problems: headings.problems };
      continue;
    }
    const cells = headings.read(row);
    if ('says' in cells) problems.push(cells);
    else rows.push({ line: row.line, text: cells });
  }
  if (headings === undefined) return { rows, problems: new CsvHeadings(undefined, columns).problems };
  return { rows, problems };
}
