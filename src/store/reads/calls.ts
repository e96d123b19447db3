// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls were there? Lists of the calls' records.

import type { Duration, Instant } from '../../kernel/index.js';
import type { CallRow } from '../rows.js';
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
const SPENT_AS = { waiting: 'waitMs', talking: 'talkMs', held: 'holdMs', parked: 'holdMs' } as const;

/** Of each call; what goes on is left out, or goes on to `now`. */
export async function spentBy(
  reads: Reads,
  calls: readonly CallRow[],
  now?: Instant,
): Promise<ReadonlyMap<string, Spent>> {
  const contacts = calls.map(({ id, contact }) => contact ?? id);
  const segments = await reads
    .selectFrom('segment')
    .where('contact', 'in', contacts)
    .where('role', '=', 'customer')
    .select(['call', 'kind', 'fromAt', 'toAt'])
    .execute();
  const byCall = new Map<string, Spent>();
  for (const { call, kind, fromAt, toAt } of segments) {
    const as = SPENT_AS[kind as keyof typeof SPENT_AS];
    const end = toAt ?? now;
    if (as === undefined || end === undefined) continue;
    const before = byCall.get(call) ?? NOTHING_SPENT;
    byCall.set(call, { ...before, [as]: before[as] + Math.max(0, end - fromAt) });
  }
  return byCall;
}

async function filesOf(reads: Reads, calls: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const files = await reads
    .selectFrom('recording')
    .where('call', 'in', calls)
    .where('state', '!=', 'expected')
    .select(['call', 'file'])
    .orderBy('startedAt')
    .execute();
  const byCall = new Map<string, string[]>();
  for (const { call, file } of files) byCall.set(call, [...(byCall.get(call) ?? []), file]);
  return byCall;
}
