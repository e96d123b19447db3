// SPDX-License-Identifier: GPL-2.0-or-later
// What is in a file of listed numbers? Its columns, in either language; the numbers themselves are judged by whoever takes them in. Pure.

import { type CsvColumns, type FileRow, type ReadRows, readRows } from '../kernel/index.js';

/** `until`: blocked numbers only, as people write times in the shop's zone. */
export type NumberColumn = 'number' | 'reason' | 'until';

export const NUMBER_COLUMNS: CsvColumns<NumberColumn> = {
  known: {
    number: ['号码', '电话', '电话号码', '手机'],
    reason: ['原因'],
    until: ['有效期至', '截止时间'],
  },
  needed: ['number'],
};

export type NumberRow = FileRow<NumberColumn>;

/** What a list takes at once. */
export const MOST_NUMBER_ROWS = 50_000;

/** The rows of a file of numbers, and what is wrong with its form. */
export const readNumbers = (text: string): ReadRows<NumberColumn> => readRows(text, NUMBER_COLUMNS);
