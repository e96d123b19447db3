// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls came in a time, and which did we make? One page of a detail report: what is behind it is asked for by its `next`.

import type { Direction } from '../bus/index.js';
import { TelephonyError } from '../faults.js';
import type { DetailedCall, Key } from '../store/index.js';
import { type Params, periodAsked, type RecordKeeper } from './record-keeper.js';
import { optional } from './shop-methods.js';

/** Some rows of a detail report. `next`: there are more; to be given back as `after`. */
export interface DetailPage {
  readonly rows: readonly DetailedCall[];
  readonly next?: Key;
}

/** Names of detail reports, and whose calls they are of. */
export const DETAILS: Readonly<Record<string, Direction>> = { incoming: 'inbound', outgoing: 'outbound' };

const USUAL = 100;
const MOST = 1_000;

/** The page that is asked for by `name`, a time as of other reports, `after` and `most`. Rejects with REFUSED. */
export async function detailOf(keeper: RecordKeeper, params: Params): Promise<DetailPage> {
  const name = optional(params, 'name') ?? 'incoming';
  const direction = Object.hasOwn(DETAILS, name) ? DETAILS[name] : undefined;
  if (direction === undefined)
    throw new TelephonyError('REFUSED', `${name}: ${Object.keys(DETAILS).join(', ')} would be right`);
  const now = keeper.now();
  const said = (what: string) => optional(params, what);
  const { from, to } = periodAsked(keeper, params);
  const only = { queue: said('queue'), agent: said('agent'), accessNumber: said('accessNumber') };
  const asked = { direction, from, to, now, ...only, reach: keeper.reach, after: keyAsked(params.after) };
  const most = typeof params.most === 'number' ? Math.min(Math.max(1, Math.trunc(params.most)), MOST) : USUAL;
  const records = keeper.records();
  const rows = await (await records.list('detailedCalls', asked, { most })).rows();
  const last = rows.at(-1);
  return rows.length < most || last === undefined ? { rows } : { rows, next: { at: last.offeredAt, id: last.id } };
}

/** A key that a page gave. Throws REFUSED for what is none. */
export function keyAsked(said: unknown): Key | undefined {
  if (said === undefined || said === null) return undefined;
  const { at, id } = said as Partial<Key>;
  if (typeof at === 'number' && typeof id === 'string') return { at, id };
  throw new TelephonyError('REFUSED', 'after: the next of the page before would be right');
}
