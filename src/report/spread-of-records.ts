// SPDX-License-Identifier: GPL-2.0-or-later
// How were the waits of a time spread, and with which causes did its calls end?

import { TelephonyError } from '../faults.js';
import { periodSaid, type ReportKeeper, type ReportParams, said } from './keeper.js';
import { groupsOf } from './of-records.js';
import { seesQueue } from './reach.js';
import { isOfQuarters } from './rolled.js';
import { byCount, type Spread, spreadOf } from './spread.js';

/** Of a time as of reports, and of one `queue`. Rejects with REFUSED for a time that is none, or no whole quarters of an hour. */
export async function spreadOfRecords(keeper: ReportKeeper, params: ReportParams): Promise<Spread> {
  const { zone } = keeper.shop();
  const now = keeper.now();
  const period = periodSaid(keeper, params);
  if (!isOfQuarters(period))
    throw new TelephonyError('REFUSED', 'whole quarters of an hour would be right, such as 08:00 and 08:15');
  const queue = said(params, 'queue');
  const { reach } = keeper;
  const records = keeper.records();
  const [group] = await groupsOf(records, { period, now, zone, channels: 0, by: undefined });
  const seen = (name: string) => (queue === undefined || name === queue) && seesQueue(reach, name);
  const all = spreadOf(group?.sums.calls ?? {}, seen);
  const spread =
    reach === undefined ? all : { ...all, causes: byCount(await records.ask('endedCauses', { ...period, reach })) };
  return { zone, ...period, ...(queue === undefined ? {} : { queue }), ...spread };
}
