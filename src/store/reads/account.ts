// SPDX-License-Identifier: GPL-2.0-or-later
// How many inbound calls ended in which way, by the rows and by the event log? And what does the judge of a demonstration need to know?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { keptSince } from './keeping.js';
import type { Reads } from './question.js';

/** Counts by disposition; `inProgress`: none yet. By the log: offered and not ended, call by call. */
export interface CallCounts {
  readonly offered: number;
  readonly ended: ReadonlyMap<string, number>;
}

/**
 * Both accounts of all calls that are kept: of those that were offered since calls and events are all there. Takes as long as the
 * database is large: for tests and tools, not for a running box.
 */
export async function callAccount(reads: Reads): Promise<{ readonly calls: CallCounts; readonly log: CallCounts }> {
  const { calls, events } = await keptSince(reads);
  const since = Math.max(0, calls, events);
  return { calls: await countCalls(reads, since), log: await countLog(reads, since) };
}

async function countCalls(reads: Reads, since: Instant): Promise<CallCounts> {
  const rows = await reads
    .selectFrom('call')
    .where('direction', '=', 'inbound')
    .where('offeredAt', '>=', since)
    .select(['disposition', (row) => row.fn.countAll<number>().as('count')])
    .groupBy('disposition')
    .execute();
  return countsOf(rows);
}

/** Call by call, so that an end that is written twice does not hide one that is missing. */
async function countLog(reads: Reads, since: Instant): Promise<CallCounts> {
  const { rows } = await sql<{ disposition: string | null; count: number }>`
    with offered as (
      select call from event
      where type = 'call.offered' and at >= ${since} and json_extract(detail, '$.direction') = 'inbound'
    ), ended as (
      select call, json_extract(detail, '$.disposition') as disposition from event
      where type = 'call.ended' and json_extract(detail, '$.direction') = 'inbound'
    )
    select disposition, count(*) as count from offered left join ended using (call) group by disposition
    union all select 'unoffered', count(*) from ended
      where call not in (select call from offered) and ${since} = 0 having count(*) > 0`.execute(reads);
  return countsOf(rows);
}

function countsOf(rows: readonly { readonly disposition: string | null; readonly count: number }[]): CallCounts {
  const offered = rows.reduce((sum, { count }) => sum + count, 0);
  return { offered, ended: new Map(rows.map(({ disposition, count }) => [disposition ?? 'inProgress', count])) };
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
