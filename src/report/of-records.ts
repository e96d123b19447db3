// SPDX-License-Identifier: GPL-2.0-or-later
// How is a report of the records made? Of the sums of its quarters; where they do not tell, of the records, page by page: calls do not wait.

import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { noSums, QUARTER, type Records } from '../store/index.js';
import { REPORTS } from './days.js';
import { divisionSaid, periodSaid, type ReportKeeper, type ReportParams, said } from './keeper.js';
import type { Period } from './metrics.js';
import type { Quarter } from './quarters.js';
import { addQuarter, each, quartersRead } from './quarters-read.js';
import { callbacksOf, seesQueue } from './reach.js';
import { type Report, ReportSums } from './report.js';
import { type Division, isOfTime, type ReportAsked } from './report-asked.js';
import { type Group, isOfQuarters, reportOfQuarters } from './rolled.js';
import { areOfQuarters, showingsIn, shownStretches } from './slots.js';
import { type Stretch, stretchesOf } from './stretches.js';

/** The report that is asked for by `name`, `day`, `month`, `from`, `to`, `by`. Rejects with REFUSED for a time that is none. */
export async function reportOf(keeper: ReportKeeper, params: ReportParams): Promise<Report> {
  const { zone, queues, agents, channels } = keeper.shop();
  const now = keeper.now();
  const name = nameOf(params);
  const period = periodSaid(keeper, params, name);
  const by = divisionSaid(params);
  const records = keeper.records();
  const known = await records.ask('knownAgents', null);
  const { reach } = keeper;
  const asked: ReportAsked = {
    name,
    zone,
    period,
    now,
    by,
    within: (queue) => queues.find((one) => one.name === queue)?.serviceLevel ?? STANDARD_LEVEL,
    nameOf: (agent) => [...agents, ...known].find(({ id }) => id === agent)?.name,
    channels,
    ...(by === 'slot' && { shown: showingsIn(keeper.shop(), period) }),
    ...(reach && { only: { reach, callbacks: await callbacksOf(records, period, reach, zone) } }),
  };
  const bySums = isOfQuarters(period) && areOfQuarters(asked.shown ?? []);
  const rolled = params.recount === true || !bySums ? undefined : await ofQuarters(records, asked);
  return rolled ?? ofRecords(records, asked, known);
}

const STANDARD_LEVEL = 20_000; // of a queue that is no more; ITU-T and trade: 80/20

/** Undefined: a queue's service level is one that the sums do not tell. */
async function ofQuarters(records: Records, asked: ReportAsked): Promise<Report | undefined> {
  const whole = await groupsOf(records, asked);
  if (asked.shown === undefined) return reportOfQuarters(asked, whole);
  const stretches = shownStretches(asked.shown);
  const on = new Map(stretches.map((one) => [one.key, one.on]));
  const groups = await groupsOf(records, asked, stretches);
  return reportOfQuarters(
    asked,
    whole,
    groups.map((group) => ({ ...group, on: on.get(group.key) ?? [] })),
  );
}

/** The sums of the time's quarters, for each key of its division; stale ones are read from the records. */
export async function groupsOf(
  records: Records,
  asked: Pick<ReportAsked, 'period' | 'now' | 'zone' | 'channels' | 'by'>,
  cut: readonly Stretch[] = stretchesOf(asked),
): Promise<readonly Group[]> {
  const { period, now, zone, channels } = asked;
  const end = Math.min(period.to, Math.ceil((now + 1) / QUARTER) * QUARTER);
  const all = cut.filter(({ from }) => from < end);
  const keys = [...new Set(all.map(({ key }) => key))];
  const stretches = all.map(({ key, from, to }) => ({ from, to: Math.min(to, end), group: keys.indexOf(key) }));
  const { groups, missing } = await records.ask('rolledUp', { stretches, grouping: groupingOf(asked.by) });
  const sums = keys.map((_, index) => groups[index] ?? noSums());
  for (const run of runs(missing)) {
    let at = 0;
    for (const [quarter, read] of await quartersRead(records, run, { zone, now, channels })) {
      while ((stretches[at]?.to ?? Number.POSITIVE_INFINITY) <= quarter) at++;
      const group = sums[stretches[at]?.group ?? 0];
      if (group !== undefined) addQuarter(group, read);
    }
  }
  return keys.map((key, index) => ({ key, sums: sums[index] as unknown as Quarter }));
}

function groupingOf(by: Division | undefined) {
  if (by === undefined || !isOfTime(by)) return 'whole';
  return by === 'hour' ? 'hour' : 'time';
}

const LONGEST_RUN = 96; // quarters that are read at once

function runs(quarters: readonly Instant[]): readonly Period[] {
  const found: Period[] = [];
  for (const at of quarters) {
    const last = found.at(-1);
    if (last?.to === at && at - last.from < LONGEST_RUN * QUARTER)
      found[found.length - 1] = { from: last.from, to: at + QUARTER };
    else found.push({ from: at, to: at + QUARTER });
  }
  return found;
}

async function ofRecords(
  records: Records,
  asked: ReportAsked,
  agents: readonly { readonly id: string }[],
): Promise<Report> {
  const { period } = asked;
  const { before, steps } = await records.ask('inServiceSteps', period);
  const sums = new ReportSums({ ...asked, channels: before ?? asked.channels });
  for (const step of steps) sums.inService(step);
  await each(await records.list('measuredCalls', period), (call) => sums.call(call));
  await each(await records.list('madePromises', period), (promise) => sums.promised(promise));
  await each(await records.list('madeAttempts', period), (attempt) => sums.attempted(attempt));
  for (const score of await records.ask('surveyScores', period)) sums.scored(score);
  for (const coded of await records.ask('wrapUpCodes', period))
    if (seesQueue(asked.only?.reach, coded.queue)) sums.codes.add(coded);
  for (const { id } of agents)
    await each(await records.list('agentStays', { agent: id, ...period }), (state) => sums.state(state));
  return sums.report;
}

function nameOf(params: ReportParams) {
  const name = said(params, 'name') ?? 'day';
  const found = REPORTS.find((one) => one === name);
  if (found === undefined) throw new TelephonyError('REFUSED', `${name}: ${REPORTS.join(', ')} would be right`);
  return found;
}
