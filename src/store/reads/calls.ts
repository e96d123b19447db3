// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls were there? Lists of the calls' records.

import { sql } from 'kysely';
import type { Duration, Instant } from '../../kernel/index.js';
import type { CallRow } from '../rows.js';
import { isOneOf } from './one-of.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';
import { isWithin, NOBODYS, type Reach } from './within-reach.js';

export const keyOf = ({ offeredAt, id }: Pick<CallRow, 'offeredAt' | 'id'>): Key => ({ at: offeredAt, id });

/** All calls, the newest first. */
export async function newestCalls(reads: Reads, _: null, { after, most }: PageAsked): Promise<Page<CallRow>> {
  const all = reads.selectFrom('call').selectAll().orderBy('offeredAt', 'desc').orderBy('id', 'desc');
  const behind =
    after === undefined
      ? all
      : all.where((is) => is(is.refTuple('offeredAt', 'id'), '<', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, keyOf);
}

/** What the customer did how long, as sums of segments; ringing and waiting are not talk. */
export interface Spent {
  readonly waitMs: Duration;
  readonly talkMs: Duration;
  readonly holdMs: Duration;
}

/** A call with its times and the files of its recordings, relative to the recordings directory. */
export interface ExportedCall extends CallRow, Spent {
  readonly recordings: readonly string[];
}

/** The calls offered from `from` on and before `to`, in that order; `outside`: but those within the house. */
export async function exportedCalls(
  reads: Reads,
  asked: {
    readonly from: Instant;
    readonly to: Instant;
    readonly outside?: boolean;
    readonly reach?: Reach | undefined;
    readonly after?: Key | undefined;
  },
  { after = asked.after, most }: PageAsked,
): Promise<Page<ExportedCall>> {
  const { from, to, outside = false, reach } = asked;
  const all = reads
    .selectFrom('call')
    .selectAll()
    .orderBy('offeredAt')
    .orderBy('id')
    .where('offeredAt', '<', to)
    .$if(outside, (calls) => calls.where('direction', 'in', ['inbound', 'outbound']))
    .$if(reach !== undefined, (calls) => calls.where((is) => isWithin(is, reach ?? NOBODYS)));
  const behind =
    after === undefined
      ? all.where('offeredAt', '>=', from)
      : all.where((is) => is(is.refTuple('offeredAt', 'id'), '>', is.tuple(after.at, after.id)));
  const { rows, next } = pageOf(await behind.limit(most + 1).execute(), most, keyOf);
  const files = await filesOf(
    reads,
    rows.map((row) => row.id),
  );
  const spent = await spentBy(reads, rows);
  const whole = (row: CallRow) => ({
    ...row,
    ...(spent.get(row.id) ?? NOTHING_SPENT),
    recordings: files.get(row.id) ?? [],
  });
  return { rows: rows.map(whole), next };
}

export const NOTHING_SPENT: Spent = { waitMs: 0, talkMs: 0, holdMs: 0 };

const KIND = (kind: string) => sql<number>`(select id from name where name = ${sql.lit(kind)})`;

/** Of each call; what goes on is left out, or goes on to `now`. */
export async function spentBy(
  reads: Reads,
  calls: readonly CallRow[],
  now?: Instant,
): Promise<ReadonlyMap<string, Spent>> {
  const contacts = JSON.stringify([...new Set(calls.map(({ id, contact }) => contact ?? id))]);
  const lasted = sql`max(0, coalesce(s.to_at, ${now ?? null}) - s.from_at)`;
  const { rows } = await sql<{ readonly call: string } & Spent>`
    select m.name as call,
      coalesce(sum(${lasted}) filter (where s.kind = ${KIND('waiting')}), 0) as "waitMs",
      coalesce(sum(${lasted}) filter (where s.kind = ${KIND('talking')}), 0) as "talkMs",
      coalesce(sum(${lasted}) filter (where s.kind in (${KIND('held')}, ${KIND('parked')})), 0) as "holdMs"
    from json_each(${contacts}) asked cross join name c on c.name = asked.value cross join stay s on s.contact = c.id
      cross join name m on m.id = s.call
    where s.role = ${KIND('customer')} group by s.call`.execute(reads);
  return new Map(rows.map(({ call, ...spent }) => [call, spent]));
}

async function filesOf(reads: Reads, calls: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = await reads
    .selectFrom('recording')
    .where(isOneOf('recording.call', calls))
    .where('state', '!=', 'expected')
    .select(['call', 'file'])
    .orderBy('startedAt')
    .execute();
  const byCall = new Map<string, string[]>();
  for (const { call, file } of files) byCall.set(call, [...(byCall.get(call) ?? []), file]);
  return byCall;
}
