// SPDX-License-Identifier: GPL-2.0-or-later
// What did the calls of a time cost, by the file's rates?

import { TelephonyError } from '../faults.js';
import { type Bill, BillSums } from './bill.js';
import { divisionSaid, periodSaid, type ReportKeeper, type ReportParams } from './keeper.js';
import { each } from './quarters-read.js';
import { seesAgent, seesQueue } from './reach.js';

/** The bill of a time as of reports; default: this month. Rejects with REFUSED where the file has no rates. */
export async function billOf(keeper: ReportKeeper, params: ReportParams): Promise<Bill> {
  const { zone, rates } = keeper.shop();
  if (rates.prices.length === 0)
    throw new TelephonyError('REFUSED', 'no rates: write `rates` into the file, docs/reports.md shows how');
  const period = periodSaid(keeper, params, 'month');
  const by = divisionSaid(params);
  if (by === 'slot') throw new TelephonyError('REFUSED', 'slot: a bill is not divided by advertisements');
  const sums = new BillSums({ zone, currency: rates.currency, period, by }, rates.prices);
  const { reach } = keeper;
  await each(await keeper.records().list('billedCalls', period), (call) => {
    if (reach === undefined || seesQueue(reach, call.queue) || seesAgent(reach, call.agent)) sums.call(call);
  });
  return sums.bill;
}
