// SPDX-License-Identifier: GPL-2.0-or-later
// How does a bill become rows of a file?

import { type CsvCell, inLanguage, type Language } from '../kernel/index.js';
import type { Bill, BillSum } from './bill.js';
import { heading, seconds } from './cells.js';
import { divisionWord, partName } from './report-words.js';

/** What was paid for, to a hundredth. */
export const chargedMinutes = ({ charged }: BillSum): number => Math.round(charged / 600) / 100;

/** A row for each rate, or for each part. */
export function billRows(bill: Bill, language: Language): readonly (readonly CsvCell[])[] {
  const { by, parts = bill.rates, currency } = bill;
  const heads = [
    by === undefined ? heading('rate', '费率') : divisionWord(by),
    heading('calls', '通话数'),
    heading('seconds', '秒数'),
    heading('minutes charged', '计费分钟'),
    heading(`amount (${currency})`, `金额（${currency}）`),
  ];
  return [
    heads.map((one) => inLanguage(one, language)),
    ...parts.map((part) => [
      by === undefined ? part.key : partName(by, part, language),
      part.calls,
      seconds(part.lasted),
      chargedMinutes(part),
      part.amount,
    ]),
  ];
}
