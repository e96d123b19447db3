// SPDX-License-Identifier: GPL-2.0-or-later
// What does a report that the shop has made itself say of its records? Calls that its condition wants, read page by page.

import { type CustomReport, REPORTED_VALUES } from '../config/index.js';
import { momentIn } from '../dialling/index.js';
import { Conditions, type Facts, NOBODY } from '../expression/index.js';
import { TelephonyError } from '../faults.js';
import type { MeasuredCallRow } from '../store/index.js';
import { type CustomAnswer, CustomSums, lastAgent } from './custom.js';
import { periodSaid, type ReportKeeper, type ReportParams, said } from './keeper.js';
import { each } from './quarters-read.js';
import { seesCall } from './reach.js';

const STANDARD_LEVEL = 20_000; // of a queue that is no more
const SECOND = 1_000;

/** The report named `name`, of a time as of other reports; default: this month. Rejects with NOT_FOUND, REFUSED. */
export async function customOfRecords(keeper: ReportKeeper, params: ReportParams): Promise<CustomAnswer> {
  const { zone, queues, agents, customReports } = keeper.shop();
  const report = customNamed(customReports, said(params, 'name'));
  const period = periodSaid(keeper, params, 'month');
  const records = keeper.records();
  const known = await records.ask('knownAgents', null);
  const sums = new CustomSums({
    ...{ report, zone, period, now: keeper.now() },
    within: (queue) => queues.find((one) => one.name === queue)?.serviceLevel ?? STANDARD_LEVEL,
    nameOf: (agent) => [...agents, ...known].find(({ id }) => id === agent)?.name,
  });
  const holds = conditionOf(report);
  await each(await records.list('measuredCalls', period), (call) => {
    if (seesCall(keeper.reach, call) && holds(call, zone)) sums.call(call);
  });
  return sums.answer;
}

/** Throws NOT_FOUND, and REFUSED for no name. */
export function customNamed(reports: readonly CustomReport[], name: string | undefined): CustomReport {
  if (name === undefined) throw new TelephonyError('REFUSED', 'name is missing');
  const found = reports.find((one) => one.name === name);
  if (found !== undefined) return found;
  const there = reports.map((one) => one.name).join(', ');
  throw new TelephonyError(
    'NOT_FOUND',
    there === '' ? `custom report ${name}` : `custom report ${name}: ${there} would be right`,
  );
}

/** A condition that asks for what is not there does not hold. */
function conditionOf({ where }: CustomReport): (call: MeasuredCallRow, zone: string) => boolean {
  if (where === undefined) return () => true;
  const condition = new Conditions(REPORTED_VALUES).read(where);
  if ('fault' in condition) return () => false; // the file was checked
  return (call, zone) => {
    try {
      return condition.holds(factsOf(call, zone));
    } catch {
      return false;
    }
  };
}

/** Of a call that is over: nothing waits, no line is busy. */
function factsOf(call: MeasuredCallRow, zone: string): Facts {
  const { queue, accessNumber, direction, offeredAt, endedAt, contact } = call;
  const nowhere = { name: queue ?? '', waiting: 0, longestWait: 0, ready: 0, signedIn: 0 };
  return {
    contact: {
      ...{ number: '', withheld: false, accessNumber: accessNumber ?? '', area: '', province: '' },
      ...{ city: '', data: {}, redirecting: '' },
    },
    customer: NOBODY,
    queue: nowhere,
    time: momentIn(zone, offeredAt),
    trunks: { utilisation: 0, busy: 0, inService: 0 },
    open: () => false,
    holiday: () => false,
    queueNamed: () => nowhere,
    values: {
      ...{ queue: queue ?? '', agent: lastAgent(call) ?? '', direction, disposition: contact?.disposition ?? '' },
      seconds: String(Math.round(((endedAt ?? offeredAt) - offeredAt) / SECOND)),
    },
  };
}
