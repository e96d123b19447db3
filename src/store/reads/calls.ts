// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls were there? Lists of the calls' records.

import type { Instant } from '../../kernel/index.js';
import type { CallRow } from '../rows.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';

const keyOf = ({ offeredAt, id }: CallRow): Key => ({ at: offeredAt, id });

/** All calls, the newest first. */
export async function newestCalls(reads: Reads, _: null, { after, most }: PageAsked): Promise<Page<CallRow>> {
  const all = reads.selectFrom('call').selectAll().orderBy('offeredAt', 'desc').orderBy('id', 'desc');
  const behind =
    after === undefined
      ? all
      : all.where((is) => is(is.refTuple('offeredAt', 'id'), '<', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, keyOf);
}

/** A call with the files of its recordings, relative to the recordings directory. */
export interface ExportedCall extends CallRow {
  readonly recordings: readonly string[];
}

/** The calls offered from `from` on and before `to`, in that order. */
export async function exportedCalls(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<Page<ExportedCall>> {
  const all = reads.selectFrom('call').selectAll().orderBy('offeredAt').orderBy('id').where('offeredAt', '<', to);
  const behind =
    after === undefined
      ? all.where('offeredAt', '>=', from)
      : all.where((is) => is(is.refTuple('offeredAt', 'id'), '>', is.tuple(after.at, after.id)));
  const { rows, next } = pageOf(await behind.limit(most + 1).execute(), most, keyOf);
  const files = await filesOf(
    reads,
    rows.map((row) => row.id),
  );
  return { rows: rows.map((row) => ({ ...row, recordings: files.get(row.id) ?? [] })), next };
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
