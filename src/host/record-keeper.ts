// SPDX-License-Identifier: GPL-2.0-or-later
// Whose records are asked, and what do the words of a question mean there? How many, of which time, of which number, of which call.

import { seenBy } from '../access/index.js';
import type { Config } from '../config/index.js';
import { listKey } from '../dialling/index.js';
import { numberPlan } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { instantNamed, type Period, periodOf, type Summing } from '../report/index.js';
import type { Reach, Records } from '../store/index.js';
import { optional } from './shop-methods.js';

/** Rows in one answer. */
export const MOST = 100_000;
/** Of a list that nothing narrows. */
export const USUAL = 20;

export type Params = Readonly<Record<string, unknown>>;

/** Whose records they are. */
export interface RecordKeeper {
  readonly records: () => Records;
  readonly config: () => Config;
  /** What the time is, UTC: what goes on goes on to this. */
  readonly now: () => Instant;
  /** Makes reports beside this thread; undefined: they are made in it. */
  readonly summing?: Summing | undefined;
  /** Of these queues and agents alone; undefined: all that there is. */
  readonly reach?: Reach | undefined;
}

/** The records as a person sees them who supervises some queues; whole for everybody else. */
export function keeperFor(whole: RecordKeeper, person: string | undefined): RecordKeeper {
  const reach = person === undefined ? undefined : seenBy(whole.config(), person);
  return reach === undefined ? whole : { ...whole, reach };
}

export function mostOf({ last }: Params, usual: number): number {
  return typeof last === 'number' && Number.isFinite(last) ? Math.min(Math.max(1, Math.trunc(last)), MOST) : usual;
}

/** From when and to when; instants as such, or as people write them in the shop's zone. */
export function span({ config, now }: RecordKeeper, params: Params): { since?: Instant; until?: Instant } {
  const at = (name: string, edge: 'from' | 'to') => {
    const said = params[name];
    if (typeof said === 'number') return { [name]: said };
    const written = optional(params, name);
    return written === undefined ? {} : { [name]: instantNamed(written, config().zone, now())[edge] };
  };
  return { ...at('since', 'from'), ...at('until', 'to') };
}

/** The time that a report is asked for by `day`, `month`, `year`, `from`, `to`; none of them: the latest `usual`. Throws REFUSED. */
export function periodAsked(
  { config, now }: Pick<RecordKeeper, 'config' | 'now'>,
  params: Params,
  usual: Parameters<typeof periodOf>[1] = 'day',
): Period {
  const said = (what: string) => optional(params, what);
  const time = { day: said('day'), month: said('month'), year: said('year'), from: said('from'), to: said('to') };
  return periodOf(time, usual, { zone: config().zone, now: now() });
}

/** One form of a number everywhere, whatever form is typed. */
export function numberAsked({ config }: RecordKeeper, params: Params) {
  const typed = optional(params, 'number');
  if (typed === undefined) return {};
  const digits = typed.normalize('NFKC').replace(/[^\d+*#]/g, '');
  if (!/\d/.test(digits))
    throw new TelephonyError('REFUSED', `${typed} is no number: write its digits, such as 13912345678 or 02188880001`);
  return { number: { canonical: listKey(typed, numberPlan(config())), digits } };
}

/** Throws NOT_FOUND, and REFUSED for an ending that several have. */
export async function callNamed(keeper: RecordKeeper, id: string): Promise<string> {
  const [call, another] = await keeper.records().ask('callsNamed', { id });
  if (call === undefined) throw new TelephonyError('NOT_FOUND', `call ${id}`);
  if (another !== undefined) throw new TelephonyError('REFUSED', `${id}: several calls end in this, ${call} is one`);
  return call;
}
