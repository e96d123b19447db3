// SPDX-License-Identifier: GPL-2.0-or-later
// How many inbound calls ended in which way, by the rows and by the event log? And what does the judge of a demonstration need to know?

import { sql } from 'kysely';
import type { Reads } from './question.js';

/** Counts by disposition; `inProgress`: none yet. By the log: offered and not ended, call by call. */
export interface CallCounts {
  readonly offered: number;
  readonly ended: ReadonlyMap<string, number>;
}

/** Both accounts of all calls. Takes as long as the database is large: for tests and tools, not for a running box. */
export async function callAccount(reads: Reads): Promise<{ readonly calls: CallCounts; readonly log: CallCounts }> {
  return { calls: await countCalls(reads), log: await countLog(reads) };
}

async function countCalls(reads: Reads): Promise<CallCounts> {
  const rows = await reads
    .selectFrom('call')
    .where('direction', '=', 'inbound')
    .select(['disposition', (row) => row.fn.countAll<number>().as('count')])
    .groupBy('disposition')
    .execute();
  const offered = rows.reduce((sum, { count }) => sum + count, 0);
  return { offered, ended: new Map(rows.map(({ disposition, count }) => [disposition ?? 'inProgress', count])) };
}

/** Call by call, so that an end that is written twice does not hide one that is missing. */
async function countLog(reads: Reads): Promise<CallCounts> {
  const inbound = sql<string>`json_extract(detail, '$.direction')`;
  const offered = await reads
    .selectFrom('event')
    .where('type', '=', 'call.offered')
    .where(inbound, '=', 'inbound')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const ends = await reads
    .selectFrom('event')
    .where('type', '=', 'call.ended')
    .where(inbound, '=', 'inbound')
    .select([
      sql<string>`json_extract(detail, '$.disposition')`.as('disposition'),
      (row) => row.fn.countAll<number>().as('count'),
    ])
    .groupBy('disposition')
    .execute();
  const open = await countOpen(reads);
  const counts = new Map(ends.map(({ disposition, count }) => [disposition, count]));
  return { offered: offered.count, ended: counts.set('inProgress', open) };
}

async function countOpen(reads: Reads): Promise<number> {
  const open = await reads
    .selectFrom('event as offered')
    .where('offered.type', '=', 'call.offered')
    .where(sql<string>`json_extract(offered.detail, '$.direction')`, '=', 'inbound')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('event as ended')
            .select('ended.id')
            .whereRef('ended.call', '=', 'offered.call')
            .where('ended.type', '=', 'call.ended'),
        ),
      ),
    )
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return open.count;
}

/** What a box wrote of its trunk calls and promises, for whoever compares it with what an exchange saw. */
export async function wholeBooks(reads: Reads) {
  const requests = await reads
    .selectFrom('callbackRequest')
    .select(['id', 'number', 'createdAt', 'closedAt'])
    .where('promised', '=', 1)
    .execute();
  const captures = await reads.selectFrom('capture').select(['call', 'request']).execute();
  const legs = await reads
    .selectFrom('leg')
    .innerJoin('call', 'call.id', 'leg.call')
    .select(['call.id', 'call.callingRaw', 'call.calling', 'call.accessNumber', 'call.called'])
    .select(['leg.direction', 'leg.number', 'leg.span', 'leg.slot', 'leg.offeredAt'])
    .where('leg.kind', '=', 'trunk')
    .execute();
  const recordings = await reads.selectFrom('recording').select(['durationMs']).execute();
  return { requests, captures, legs, recordings };
}

export type WholeBooks = Awaited<ReturnType<typeof wholeBooks>>;
