// SPDX-License-Identifier: GPL-2.0-or-later
// How is the report of conversion made? Of the records of its time, with the file's word for which codes are a sale.

import { TelephonyError } from '../faults.js';
import type { Converted } from '../store/index.js';
import { type Conversion, conversionFigures } from './conversion.js';
import { periodSaid, type ReportKeeper, type ReportParams } from './keeper.js';

/** Of a time as of reports; default: this month. Rejects with REFUSED where no code of the file is a sale. */
export async function conversionOfRecords(keeper: ReportKeeper, params: ReportParams): Promise<Conversion> {
  const { zone, sales, accessNumbers } = keeper.shop();
  if (sales.length === 0)
    throw new TelephonyError(
      'REFUSED',
      'no code is a sale: write `sale: true` to one of queues[].wrapUpCodes, docs/reports.md shows how',
    );
  const period = periodSaid(keeper, params, 'month');
  const rows = await keeper.records().ask('conversions', { ...period, queues: keeper.reach?.queues });
  const counts = new Set(sales);
  const byNumber = new Map<string, Converted[]>(accessNumbers.map(({ number }) => [number, []]));
  for (const row of rows) byNumber.set(row.accessNumber, [...(byNumber.get(row.accessNumber) ?? []), row]);
  const parts = [...byNumber].map(([accessNumber, of]) => {
    const name = accessNumbers.find(({ number }) => number === accessNumber)?.name ?? of.at(-1)?.accessName;
    return { accessNumber, ...(name && { name }), ...conversionFigures(of, counts) };
  });
  const sold = (part: (typeof parts)[number]) => part.sold + part.soldLater;
  parts.sort((a, b) => sold(b) - sold(a) || b.offered - a.offered || (a.accessNumber < b.accessNumber ? -1 : 1));
  const until = Math.max(period.from, Math.min(period.to, keeper.now()));
  return { zone, ...period, until, sales, whole: conversionFigures(rows, counts), parts };
}
