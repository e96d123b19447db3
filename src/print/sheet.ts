// SPDX-License-Identifier: GPL-2.0-or-later
// What is a sheet? A title, headings, and rows that may come one after the other for as long as they like.

import type { CsvCell, Language } from '../kernel/index.js';

export type SheetRow = readonly CsvCell[];

/** Columns of a sheet's figures as a picture beside it. */
export interface SheetChart {
  /** Bars that stand on each other, or a curve for each column. */
  readonly looks: 'bars' | 'curves';
  /** The column of the names below, and those of the figures. */
  readonly names: number;
  readonly columns: readonly number[];
  /** So many rows from the first on: a sum at the end is none of them. */
  readonly rows: number;
}

/** Which figures are shares from 0 to 1: columns of them, and the figures of rows where each is another's. People read them in per cent. */
export interface SheetShares {
  readonly columns: readonly number[];
  readonly rows: readonly number[];
}

/** A table that becomes a file, or part of a page. */
export interface Sheet {
  readonly title: string;
  /** Lines below the title: of which time, in which zone. */
  readonly notes: readonly string[];
  readonly headings: readonly string[];
  readonly rows: Iterable<SheetRow> | AsyncIterable<SheetRow>;
  readonly language: Language;
  readonly shares?: SheetShares;
  /** Of short tables. */
  readonly chart?: SheetChart;
}

/** Whether this figure is a share. */
export function isShare({ shares }: Pick<Sheet, 'shares'>, row: number, column: number): boolean {
  return shares !== undefined && (shares.columns.includes(column) || shares.rows.includes(row));
}

/** A cell as people read it: of shares `72.4%`. */
export function shown(sheet: Pick<Sheet, 'shares'>, cell: CsvCell, row: number, column: number): string {
  if (typeof cell === 'string') return cell;
  return isShare(sheet, row, column) ? inPercent(cell) : String(cell);
}

/** `72.4%`: a tenth is enough. */
export const inPercent = (share: number): string => `${(share * 100).toFixed(1)}%`;
