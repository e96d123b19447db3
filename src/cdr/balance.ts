// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box's account balance? Every call that was offered ended in one way, by the rows and by the event log.

import { sql } from 'kysely';
import { INBOUND_ENDS, type InboundEnd } from '../bus/index.js';
import type { Reads } from '../store/index.js';

/** Inbound calls by how they ended. */
export type CallTotals = Readonly<Record<InboundEnd | 'offered' | 'inProgress', number>>;

/** Both accounts; `balanced`: each adds up, and they are equal. */
export interface Balance {
  readonly calls: CallTotals;
  readonly log: CallTotals;
  readonly balanced: boolean;
}

/** offered = all the ways in which a call can end + in progress. */
export async function balance(reads: Reads): Promise<Balance> {
  const [calls, log] = [await countCalls(reads), await countLog(reads)];
  const equal = [...INBOUND_ENDS, 'offered' as const, 'inProgress' as const].every((key) => calls[key] === log[key]);
  return { calls, log, balanced: equal && addsUp(calls) && addsUp(log) };
}

/** The box identity. */
export function addsUp(totals: CallTotals): boolean {
  return totals.offered === INBOUND_ENDS.reduce((sum, end) => sum + totals[end], totals.inProgress);
}

async function countCalls(reads: Reads): Promise<CallTotals> {
  const rows = await reads
    .selectFrom('call')
    .where('direction', '=', 'inbound')
    .select(['disposition', (row) => row.fn.countAll<number>().as('count')])
    .groupBy('disposition')
    .execute();
  const offered = rows.reduce((sum, { count }) => sum + count, 0);
  return totalsOf(offered, new Map(rows.map(({ disposition, count }) => [disposition ?? 'inProgress', count])));
}

/** In progress by the log: offered and not ended, call by call, so that an end that is written twice does not hide one that is missing. */
async function countLog(reads: Reads): Promise<CallTotals> {
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
  const counts = new Map(ends.map(({ disposition, count }) => [disposition, count]));
  return totalsOf(offered.count, counts.set('inProgress', open.count));
}

function totalsOf(offered: number, counts: ReadonlyMap<string, number>): CallTotals {
  const ends = INBOUND_ENDS.map((end) => [end, counts.get(end) ?? 0] as const);
  const byEnd = Object.fromEntries(ends) as Record<InboundEnd, number>;
  return { offered, ...byEnd, inProgress: counts.get('inProgress') ?? 0 };
}
