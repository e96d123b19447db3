// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a shop's records, its box running or not? Calls, one customer's timeline, recordings, reports.

import type { Config } from '../config/index.js';
import { listKey } from '../dialling/index.js';
import { numberPlan } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { DIVISIONS, type Division, instantNamed, LOST, UNWANTED } from '../report/index.js';
import type { ListedCall, ListedRecording, Listing, Records, Timeline } from '../store/index.js';
import { demandAsked } from './demand-method.js';
import { reportOf } from './report-method.js';
import { optional, text } from './shop-methods.js';

const MOST = 100_000; // rows in one answer
const USUAL_CALLS = 20;

type Params = Readonly<Record<string, unknown>>;

/** Why a call went where it went, step by step. */
export interface ExplainedRoute {
  readonly call: string;
  readonly steps: readonly { readonly type: string; readonly at: Instant; readonly facts: unknown }[];
}

/** Whose records they are. */
export interface RecordKeeper {
  readonly records: () => Records;
  readonly config: () => Config;
  /** What the time is, UTC: what goes on goes on to this. */
  readonly now: () => Instant;
}

/** What is asked of the records, with nothing decided; for a box's sockets and for a box that does not run. */
export function recordMethods(keeper: RecordKeeper): Readonly<Record<string, (params: Params) => unknown>> {
  return {
    calls: (params) => callsAsked(keeper, params),
    call: (params) => timelineAsked(keeper, params),
    route: (params) => routeAsked(keeper, params),
    recordings: (params) => recordingsAsked(keeper, params),
    'recordings.folder': () => ({ folder: keeper.config().recording.directory }),
    demand: (params) => demandAsked(keeper, params),
    report: (params) => reportOf(keeper, params, divisionOf(params)),
  };
}

function divisionOf(params: Params): Division | undefined {
  const by = optional(params, 'by');
  const found = DIVISIONS.find((one) => one === by);
  if (by !== undefined && found === undefined)
    throw new TelephonyError('REFUSED', `${by}: ${DIVISIONS.join(', ')} would be right`);
  return found;
}

function mostOf({ last }: Params, usual: number): number {
  return typeof last === 'number' && Number.isFinite(last) ? Math.min(Math.max(1, Math.trunc(last)), MOST) : usual;
}

/** From when and to when; instants as such, or as people write them in the shop's zone. */
function span({ config, now }: RecordKeeper, params: Params): { since?: Instant; until?: Instant } {
  const at = (name: string, edge: 'from' | 'to') => {
    const said = params[name];
    if (typeof said === 'number') return { [name]: said };
    const written = optional(params, name);
    return written === undefined ? {} : { [name]: instantNamed(written, config().zone, now())[edge] };
  };
  return { ...at('since', 'from'), ...at('until', 'to') };
}

/** One form of a number everywhere, whatever form is typed. */
function numberAsked({ config }: RecordKeeper, params: Params) {
  const typed = optional(params, 'number');
  if (typed === undefined) return {};
  const digits = typed.normalize('NFKC').replace(/[^\d+*#]/g, '');
  if (!/\d/.test(digits))
    throw new TelephonyError('REFUSED', `${typed} is no number: write its digits, such as 13912345678 or 02188880001`);
  return { number: { canonical: listKey(typed, numberPlan(config())), digits } };
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
  return keeper.records().list('listedCalls', asked, { most: mostOf(params, narrowed ? MOST : USUAL_CALLS) });
}

/** Throws NOT_FOUND, and REFUSED for an ending that several have. */
export async function callNamed(keeper: RecordKeeper, id: string): Promise<string> {
  const [call, another] = await keeper.records().ask('callsNamed', { id });
  if (call === undefined) throw new TelephonyError('NOT_FOUND', `call ${id}`);
  if (another !== undefined) throw new TelephonyError('REFUSED', `${id}: several calls end in this, ${call} is one`);
  return call;
}

async function timelineAsked(keeper: RecordKeeper, params: Params): Promise<Timeline> {
  const call = await callNamed(keeper, text(params, 'id'));
  const found = await keeper.records().ask('timeline', { call });
  if (found === null) throw new TelephonyError('NOT_FOUND', `call ${call}`);
  return found;
}

/** What was asked and found on a call's way, and who was compared for it. */
async function routeAsked(keeper: RecordKeeper, params: Params): Promise<ExplainedRoute> {
  const call = await callNamed(keeper, text(params, 'id'));
  return { call, steps: await keeper.records().ask('explained', { call }) };
}

async function recordingsAsked(keeper: RecordKeeper, params: Params): Promise<Listing<ListedRecording>> {
  const call = optional(params, 'call');
  const [agent, id] = [optional(params, 'agent'), optional(params, 'id')];
  const asked = {
    ...span(keeper, params),
    ...numberAsked(keeper, params),
    ...(call === undefined ? {} : { call: await callNamed(keeper, call) }),
    ...(agent === undefined ? {} : { agent }),
    ...(id === undefined ? {} : { id }),
  };
  const narrowed = Object.keys(asked).length > 0;
  return keeper.records().list('listedRecordings', asked, { most: mostOf(params, narrowed ? MOST : USUAL_CALLS) });
}
