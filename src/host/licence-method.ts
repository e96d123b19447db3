// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls does the yearly review of the licence ask for? All that came from the exchange or went there, page by page.

import type { Instant } from '../kernel/index.js';
import type { ExportedCall, Key } from '../store/index.js';
import { type Params, periodAsked, type RecordKeeper } from './record-keeper.js';
import { keyAsked } from './report-detail-method.js';

/** Some calls of the time. `next`: there are more; to be given back as `after`. */
export interface LicencePage {
  readonly zone: string;
  readonly from: Instant;
  readonly to: Instant;
  readonly rows: readonly ExportedCall[];
  readonly next?: Key;
}

const ROWS = 1_000;

/** The page that is asked for by a time as of reports (the year, unless it is said) and `after`. Rejects with REFUSED. */
export async function licenceOf(keeper: RecordKeeper, params: Params): Promise<LicencePage> {
  const { from, to } = periodAsked(keeper, params, 'year');
  const asked = { from, to, outside: true, reach: keeper.reach, after: keyAsked(params.after) };
  const rows = await (await keeper.records().list('exportedCalls', asked, { most: ROWS })).rows();
  const last = rows.at(-1);
  const { zone } = keeper.config();
  const page = { zone, from, to, rows };
  return rows.length < ROWS || last === undefined ? page : { ...page, next: { at: last.offeredAt, id: last.id } };
}
