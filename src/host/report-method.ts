// SPDX-License-Identifier: GPL-2.0-or-later
// How is a report of the records made? They come page by page, and what is summed up meanwhile is a page at a time: calls do not wait.

import { channelCount, spansOf } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { type Division, type Period, periodOf, REPORTS, type Report, ReportSums } from '../report/index.js';
import type { Listing, Records } from '../store/index.js';
import type { RecordKeeper } from './record-methods.js';
import { optional } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

/** The report that is asked for by `name`, `day`, `month`, `from`, `to`. Rejects with REFUSED for a time that is none. */
export async function reportOf(keeper: RecordKeeper, params: Params, by: Division | undefined): Promise<Report> {
  const { zone, queues, agents, boards } = keeper.config();
  const now = keeper.now();
  const name = nameOf(params);
  const said = (what: string) => optional(params, what);
  const asked = { day: said('day'), month: said('month'), year: said('year'), from: said('from'), to: said('to') };
  const period = periodOf(asked, name, { zone, now });
  const records = keeper.records();
  const { before, steps } = await records.ask('inServiceSteps', period);
  const known = await records.ask('knownAgents', null);
  const e1s = spansOf({ boards }).filter(({ kind }) => kind === 'e1');
  const sums = new ReportSums({
    name,
    zone,
    period,
    now,
    by,
    within: (queue) => queues.find((one) => one.name === queue)?.serviceLevel ?? STANDARD_LEVEL,
    nameOf: (agent) => [...agents, ...known].find(({ id }) => id === agent)?.name,
    channels: before ?? e1s.reduce((sum, span) => sum + channelCount(span), 0),
  });
  for (const step of steps) sums.inService(step);
  await addAll(records, sums, period, known);
  return sums.report;
}

const STANDARD_LEVEL = 20_000; // of a queue that is no more; ITU-T and trade: 80/20

async function addAll(
  records: Records,
  sums: ReportSums,
  period: Period,
  agents: readonly { readonly id: string }[],
): Promise<void> {
  await each(await records.list('measuredCalls', period), (call) => sums.call(call));
  await each(await records.list('madePromises', period), (promise) => sums.promised(promise));
  await each(await records.list('madeAttempts', period), (attempt) => sums.attempted(attempt));
  for (const score of await records.ask('surveyScores', period)) sums.scored(score);
  for (const coded of await records.ask('wrapUpCodes', period)) sums.codes.add(coded);
  for (const { id } of agents)
    await each(await records.list('agentStays', { agent: id, ...period }), (state) => sums.state(state));
}

/** Each row of a list, page by page. */
export async function each<Row>(listing: Listing<Row>, take: (row: Row) => void): Promise<void> {
  for await (const page of listing.pages()) for (const row of page) take(row);
}

function nameOf(params: Params) {
  const name = optional(params, 'name') ?? 'day';
  const found = REPORTS.find((one) => one === name);
  if (found === undefined) throw new TelephonyError('REFUSED', `${name}: ${REPORTS.join(', ')} would be right`);
  return found;
}
