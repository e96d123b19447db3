// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are there, and which calls were made for them?

import type { CallbackAttemptRow, CallbackRequestRow } from '../rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** A request with the calls that were made for it, in their order. */
export interface ListedCallback extends CallbackRequestRow {
  readonly attemptList: readonly CallbackAttemptRow[];
}

/** Requests, those who have waited longest first; `all`: closed ones too; `queues`: of these alone. */
export async function listedCallbacks(
  reads: Reads,
  { all, queues }: { readonly all: boolean; readonly queues?: readonly string[] | undefined },
  { after, most }: PageAsked,
): Promise<Page<ListedCallback>> {
  const every = reads.selectFrom('callbackRequest').selectAll().orderBy('enqueuedAt').orderBy('id');
  const kept = all ? every : every.where('closedAt', 'is', null);
  const meant = queues === undefined ? kept : kept.where('queue', 'in', queues);
  const behind =
    after === undefined
      ? meant
      : meant.where((is) => is(is.refTuple('enqueuedAt', 'id'), '>', is.tuple(after.at, after.id)));
  const read = await behind.limit(most + 1).execute();
  const { rows, next } = pageOf(read, most, ({ enqueuedAt, id }) => ({ at: enqueuedAt, id }));
  const attempts = await attemptsOf(
    reads,
    rows.map((row) => row.id),
  );
  return { rows: rows.map((row) => ({ ...row, attemptList: attempts.get(row.id) ?? [] })), next };
}

async function attemptsOf(
  reads: Reads,
  requests: readonly string[],
): Promise<ReadonlyMap<string, readonly CallbackAttemptRow[]>> {
  const rows = await attemptsFor(reads, requests);
  const byRequest = new Map<string, CallbackAttemptRow[]>();
  for (const row of rows) byRequest.set(row.request, [...(byRequest.get(row.request) ?? []), row]);
  return byRequest;
}

/** The calls that were made for some requests, in their order. */
export function attemptsFor(reads: Reads, requests: readonly string[]): Promise<CallbackAttemptRow[]> {
  return reads
    .selectFrom('callbackAttempt')
    .selectAll()
    .where('request', 'in', requests)
    .orderBy('startedAt')
    .execute();
}
