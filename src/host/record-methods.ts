// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a shop's records, its box running or not? Calls, one customer's timeline, recordings, reports.

import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { LOST, REPORT_METHODS, reportShopOf, seesCall, UNWANTED } from '../report/index.js';
import type { ListedCall, Listing, Timeline } from '../store/index.js';
import type { ControlStream } from './control-connection.js';
import { demandAsked } from './demand-method.js';
import { leadReads } from './lead-methods.js';
import { licenceOf } from './licence-method.js';
import { personalReads } from './personal-methods.js';
import { qualityReads } from './quality-methods.js';
import {
  callNamed,
  keeperFor,
  MOST,
  mostOf,
  numberAsked,
  type Params,
  type RecordKeeper,
  span,
  USUAL,
} from './record-keeper.js';
import { recordingReads } from './recording-methods.js';
import { detailOf } from './report-detail-method.js';
import { optional, text } from './shop-methods.js';

/** Why a call went where it went, step by step. */
export interface ExplainedRoute {
  readonly call: string;
  readonly steps: readonly { readonly type: string; readonly at: Instant; readonly facts: unknown }[];
}

/** Where a caller was in flows. */
export type TracedFlow = ExplainedRoute;

/** Answers of the records; on behalf of a person who supervises some queues, of these alone. */
export type RecordMethod = (params: Params, asked?: Pick<ControlStream, 'person'>) => unknown;

/** What is asked of the records, with nothing decided; for a box's sockets and for a box that does not run. */
export function recordMethods(whole: RecordKeeper): Readonly<Record<string, RecordMethod>> {
  const bounded =
    (made: (keeper: RecordKeeper, params: Params) => unknown): RecordMethod =>
    (params, { person } = {}) =>
      made(keeperFor(whole, person), params);
  const within = (made: (keeper: RecordKeeper) => Readonly<Record<string, (params: Params) => unknown>>) =>
    Object.fromEntries(
      Object.keys(made(whole)).map((name) => [name, bounded((keeper, params) => made(keeper)[name]?.(params))]),
    );
  return {
    calls: bounded(callsAsked),
    call: bounded(timelineAsked),
    route: bounded(routeAsked),
    'flows.trace': bounded(flowAsked),
    ...within(recordingReads),
    ...personalReads(whole), // of the whole house: rights.ts refuses them to whoever has bounds
    ...within(qualityReads),
    ...within(leadReads),
    demand: bounded(demandAsked),
    'calls.licence': bounded(licenceOf),
    'report.calls': bounded(detailOf),
    ...Object.fromEntries(
      Object.entries(REPORT_METHODS).map(([name, made]) => [
        name,
        bounded((keeper, params) => {
          const asked = { ...keeper, shop: () => reportShopOf(keeper.config()) };
          return keeper.summing?.report(name, asked, params) ?? made(asked, params);
        }),
      ]),
    ),
    'report.customs': () => whole.config().customReports,
  };
}

async function callsAsked(keeper: RecordKeeper, params: Params): Promise<Listing<ListedCall>> {
  const [agent, queue] = [optional(params, 'agent'), optional(params, 'queue')];
  const asked = {
    ...span(keeper, params),
    ...numberAsked(keeper, params),
    ...(agent === undefined ? {} : { agent }),
    ...(queue === undefined ? {} : { queue }),
    ...(params.lost === true ? { ended: { as: LOST, notFor: UNWANTED } } : {}),
    now: keeper.now(),
  };
  const narrowed = Object.keys(asked).length > 1;
  const { reach } = keeper;
  return keeper.records().list('listedCalls', { ...asked, reach }, { most: mostOf(params, narrowed ? MOST : USUAL) });
}

async function timelineAsked(keeper: RecordKeeper, params: Params): Promise<Timeline> {
  const call = await callNamed(keeper, text(params, 'id'));
  const found = await keeper.records().ask('timeline', { call });
  if (found === null || !found.calls.some((one) => seesCall(keeper.reach, { ...one, segments: found.segments })))
    throw new TelephonyError('NOT_FOUND', `call ${call}`);
  return found;
}

/** What was asked and found on a call's way, and who was compared for it. */
async function routeAsked(keeper: RecordKeeper, params: Params): Promise<ExplainedRoute> {
  const call = await callSeen(keeper, params);
  return { call, steps: await keeper.records().ask('explained', { call }) };
}

async function flowAsked(keeper: RecordKeeper, params: Params): Promise<TracedFlow> {
  const call = await callSeen(keeper, params);
  return { call, steps: await keeper.records().ask('flowTrace', { call }) };
}

/** Throws NOT_FOUND for one that he may not see. */
async function callSeen(keeper: RecordKeeper, params: Params): Promise<string> {
  if (keeper.reach !== undefined) await timelineAsked(keeper, params);
  return callNamed(keeper, text(params, 'id'));
}
