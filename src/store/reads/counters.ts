// SPDX-License-Identifier: GPL-2.0-or-later
// What has been counted since the data directory was begun? The database counts with each row that changes; see `COUNTERS` of migrations.ts.

import type { Reads } from './question.js';

/** Counters by name (`calls.offered`, `callbacks.open`), and how many captures each open request has. */
export interface Counted {
  readonly counters: ReadonlyMap<string, number>;
  readonly openCaptures: ReadonlyMap<string, number>;
}

export async function counted(reads: Reads): Promise<Counted> {
  const counters = await reads.selectFrom('counter').selectAll().execute();
  const open = await reads
    .selectFrom('callbackRequest')
    .select(['id', 'captures'])
    .where('closedAt', 'is', null)
    .execute();
  return {
    counters: new Map(counters.map(({ name, value }) => [name, value])),
    openCaptures: new Map(open.map(({ id, captures }) => [id, captures])),
  };
}
