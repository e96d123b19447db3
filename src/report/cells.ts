// SPDX-License-Identifier: GPL-2.0-or-later
// How do headings, lengths and shares stand in a table that goes to a file?

import type { Bilingual, CsvCell, Duration } from '../kernel/index.js';
import type { SheetShares } from '../print/index.js';

/** A figure from 0 to 1: people read it in per cent, programs as it is. */
export interface Share {
  readonly share: number;
}
export type ReportCell = CsvCell | Share;
/** Headings first. */
export type ReportRows = readonly (readonly ReportCell[])[];

export const heading = (en: string, zh: string): Bilingual => ({ en, zh });

/** Whole seconds: people count with them. */
export const seconds = (length: Duration): number => Math.round(length / 1000);

/** To four places. */
export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** 0 to 1, to four places. */
export const share = (value: number): Share => ({ share: rounded(value) });

const isShare = (cell: ReportCell | undefined): cell is Share => typeof cell === 'object';

/** Figures alone, and which of them are shares: a column of them, or else the one figure of a row. */
export function figuresOf(rows: ReportRows): {
  readonly rows: readonly (readonly CsvCell[])[];
  readonly shares: SheetShares;
} {
  const within = rows.map((row) => [...row.keys()].filter((at) => isShare(row[at])));
  const columns = (within[0] ?? []).filter((at) => within.every((of) => of.includes(at)));
  const others = [...within.keys()].filter((row) => within[row]?.some((at) => !columns.includes(at)));
  return {
    rows: rows.map((row) => row.map((cell) => (isShare(cell) ? cell.share : cell))),
    shares: { columns, rows: others },
  };
}
