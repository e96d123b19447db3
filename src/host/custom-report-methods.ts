// SPDX-License-Identifier: GPL-2.0-or-later
// Which reports has the shop made itself, what do they say, and who changes them? They stand in the file, with its revisions.

import type { Origin } from '../bus/index.js';
import { type CustomReport, REPORTED_VALUES } from '../config/index.js';
import { momentIn } from '../dialling/index.js';
import { Conditions, type Facts, NOBODY } from '../expression/index.js';
import { TelephonyError } from '../faults.js';
import { type CustomAnswer, CustomSums, each, lastAgent, seesCall } from '../report/index.js';
import type { MeasuredCallRow } from '../store/index.js';
import type { ControlMethod } from './control-connection.js';
import { type Params, periodAsked, type RecordKeeper } from './record-keeper.js';
import type { Shop } from './shop.js';
import { text } from './shop-methods.js';

const STANDARD_LEVEL = 20_000; // of a queue that is no more
const SECOND = 1_000;

/** The report named `name`, of a time as of other reports; default: this month. Rejects with NOT_FOUND, REFUSED. */
export async function customOf(keeper: RecordKeeper, params: Params): Promise<CustomAnswer> {
  const { zone, queues, agents, customReports } = keeper.config();
  const report = named(customReports, text(params, 'name'));
  const period = periodAsked(keeper, params, 'month');
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

/** What changes them. */
export function customMethods(
  keeper: Pick<RecordKeeper, 'config'>,
  shop: Shop,
): Readonly<Record<string, ControlMethod>> {
  const written = (list: readonly CustomReport[], by: Origin) =>
    shop.change([{ path: 'customReports', value: list.length === 0 ? undefined : list }], by);
  return {
    'report.define': (params, { by }) => {
      const report = params.report as CustomReport | undefined;
      if (typeof report !== 'object' || report === null || typeof report.name !== 'string')
        throw new TelephonyError('REFUSED', 'report: an object with name, measures and by would be right');
      const others = keeper.config().customReports.filter(({ name }) => name !== report.name);
      return written([...others, report], by);
    },
    'report.forget': (params, { by }) => {
      const { customReports } = keeper.config();
      const { name: gone } = named(customReports, text(params, 'name'));
      return written(
        customReports.filter(({ name }) => name !== gone),
        by,
      );
    },
  };
}

function named(reports: readonly CustomReport[], name: string): CustomReport {
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
