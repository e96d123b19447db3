// SPDX-License-Identifier: GPL-2.0-or-later
// What has been counted since the data directory was begun? The database counts with each row that changes; see `COUNTERS` of migrations.ts.

import type { Instant } from '../../kernel/index.js';
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

/** What has happened since an instant: inbound calls that were offered from then on, and what was done for callbacks. */
export interface CountedSince {
  readonly calls: readonly { readonly queue: string | null; readonly disposition: string; readonly count: number }[];
  /** Those that have not ended. */
  readonly open: readonly string[];
  readonly events: readonly { readonly type: string; readonly queue: string | null; readonly count: number }[];
}

const DONE = ['created', 'merged', 'attempted', 'reached', 'completed', 'served', 'givenUp'];

/** Of one day, say: it takes as long as that day had calls. */
export async function countedSince(reads: Reads, { since }: { readonly since: Instant }): Promise<CountedSince> {
  const calls = reads.selectFrom('call').where('direction', '=', 'inbound').where('offeredAt', '>=', since);
  const ended = await calls
    .where('disposition', 'is not', null)
    .select(['queue', 'disposition', (row) => row.fn.countAll<number>().as('count')])
    .groupBy(['queue', 'disposition'])
    .execute();
  const open = await calls.where('disposition', 'is', null).select('id').execute();
  const events = await reads
    .selectFrom('event')
    .where('at', '>=', since)
    .where(
      'type',
      'in',
      DONE.map((done) => `callback.${done}`),
    )
    .select(['type', 'queue', (row) => row.fn.countAll<number>().as('count')])
    .groupBy(['type', 'queue'])
    .execute();
  return {
    calls: ended.map(({ queue, disposition, count }) => ({ queue, disposition: disposition ?? '', count })),
    open: open.map(({ id }) => id),
    events,
  };
}
