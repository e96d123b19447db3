// SPDX-License-Identifier: GPL-2.0-or-later
// A sheet as an Excel workbook (ISO/IEC 29500), row by row: its memory does not grow with them. A short one with a chart of Excel's own
// beside its table. Runs in the print program alone.

import { cellRef, type SheetChart as ExcelChart, writeXlsx, writeXlsxStream } from 'hucre';
import { COLOURS } from './chart-svg.js';
import type { Head } from './printing.js';
import type { SheetChart, SheetRow, SheetShares } from './sheet.js';

const NAME_LENGTH = 31; // Excel's limit
const NOT_IN_NAMES = /[[\]:*?/\\']/g;
const NARROW = 10; // characters
const WIDE = 32;
const PER_CENT = '0.0%';
const AS_SHARE = { style: { numFmt: PER_CENT } };
const NO_SHARES: SheetShares = { columns: [], rows: [] };
const CHART = { columns: 11, rows: 22 }; // cells that it covers

/** The bytes of the file. Digits that are text stay text: telephone numbers keep their zeros, and nothing is read as a formula. */
export function spreadsheet(
  { title, headings, chart, shares = NO_SHARES }: Pick<Head, 'title' | 'headings' | 'chart' | 'shares'>,
  rows: AsyncIterable<SheetRow>,
): AsyncIterable<Uint8Array> {
  async function* written() {
    for await (const row of rows) yield [...row];
  }
  const sheet = {
    name: title.replaceAll(NOT_IN_NAMES, ' ').trim().slice(0, NAME_LENGTH) || 'Spillway',
    columns: headings.map((header, at) => ({
      ...{ header, width: Math.min(WIDE, Math.max(NARROW, 2 * header.length + 2)) },
      ...(shares.columns.includes(at) && { numFmt: PER_CENT }),
    })),
    freezePane: { rows: 1 },
  };
  if (chart === undefined && shares.rows.length === 0)
    return writeXlsxStream(written(), sheet) as unknown as AsyncIterable<Uint8Array>;
  const charts = chart === undefined ? [] : [excelChart(title, headings, chart)];
  return short(sheet, written(), { charts, shares });
}

interface Columns {
  readonly name: string;
  readonly columns: { header: string; width: number }[];
  readonly freezePane: { rows: number };
}

/** Of few rows, held whole: a chart and cells that are written otherwise than their column stand in no stream. */
async function* short(
  { columns, ...sheet }: Columns,
  rows: AsyncIterable<(string | number)[]>,
  { charts, shares }: { readonly charts: ExcelChart[]; readonly shares: SheetShares },
): AsyncGenerator<Uint8Array> {
  const all: (string | number)[][] = [columns.map(({ header }) => header)];
  for await (const row of rows) all.push(row);
  const bare = columns.map(({ header: _, ...column }) => column);
  const cells = new Map(
    shares.rows.flatMap((row) => [...columns.keys()].map((column) => [`${row + 1},${column}`, AS_SHARE] as const)),
  );
  yield await writeXlsx({ sheets: [{ ...sheet, columns: bare, rows: all, cells, charts }] });
}

/** It reads the cells of the table: who changes a figure sees it change. */
function excelChart(
  title: string,
  headings: readonly string[],
  { looks, names, columns, rows }: SheetChart,
): ExcelChart {
  const range = (column: number) => `${cellRef(1, column)}:${cellRef(rows, column)}`;
  return {
    type: looks === 'bars' ? 'column' : 'line',
    ...(looks === 'bars' && { barGrouping: 'stacked' as const }),
    title,
    series: columns.map((column, nth) => ({
      name: headings[column] ?? '',
      ...{ values: range(column), categories: range(names) },
      color: (COLOURS[nth % COLOURS.length] ?? '#000000').slice(1),
    })),
    legend: 'bottom',
    anchor: {
      from: { row: 1, col: headings.length + 1 },
      to: { row: 1 + CHART.rows, col: headings.length + 1 + CHART.columns },
    },
  };
}
