// SPDX-License-Identifier: GPL-2.0-or-later
// What happened to one customer? His contact with its calls, where their legs were, what was promised, what was recorded.

import { sql } from 'kysely';
import type { ContactRow, SegmentRow } from '../record-rows.js';
import type { CallbackAttemptRow, CallbackRequestRow, CallRow, LegRow, RecordingRow } from '../rows.js';
import { attemptsFor } from './callbacks.js';
import type { Reads } from './question.js';

/** All that the records have of a contact. */
export interface Timeline {
  readonly contact: ContactRow | null;
  readonly calls: readonly CallRow[];
  readonly legs: readonly LegRow[];
  readonly segments: readonly SegmentRow[];
  readonly recordings: readonly RecordingRow[];
  /** What agents said the calls were about; of several by one agent for one call the last. */
  readonly wrapUpCodes: readonly WrapUpCode[];
  /** The promises that these calls made, joined or served, with the calls that were made for them. */
  readonly requests: readonly (CallbackRequestRow & { readonly attemptList: readonly MadeAttempt[] })[];
}

export interface WrapUpCode {
  readonly call: string;
  readonly agent: string;
  readonly queue: string | null;
  readonly code: string;
  readonly at: number;
}

/** `made`: the call that was made for it. */
type MadeAttempt = CallbackAttemptRow & { readonly made: string | null };

const SHORTEST_ENDING = 4;
const DIALLED_WITHIN = 60_000; // with the agent first, he is rung before
const MANY = 2; // more than one is too many

/** The ids of calls that are so named, or end in it: what a list shows of them. */
export async function callsNamed(reads: Reads, { id }: { readonly id: string }): Promise<readonly string[]> {
  const whole = await reads.selectFrom('call').select('id').where('id', '=', id).execute();
  if (whole.length > 0 || id.length < SHORTEST_ENDING) return whole.map((row) => row.id);
  // By the index of times alone: it has the ids, and is a tenth of the table.
  const { rows } = await sql<{ id: string }>`select id from call indexed by call_by_time
    where substr(id, ${-id.length}) = ${id} order by offered_at desc limit ${MANY}`.execute(reads);
  return rows.map((row) => row.id);
}

/** Of the contact that a call is part of; null: there is no such call. */
export async function timeline(reads: Reads, { call }: { readonly call: string }): Promise<Timeline | null> {
  const asked = await reads.selectFrom('call').selectAll().where('id', '=', call).executeTakeFirst();
  if (asked === undefined) return null;
  const of = asked.contact ?? asked.id;
  const calls = await reads
    .selectFrom('call')
    .selectAll()
    .where((is) => is.or([is('id', '=', of), is('contact', '=', of)]))
    .orderBy('offeredAt')
    .execute();
  const ids = calls.map(({ id }) => id);
  const requests = calls.flatMap(({ request }) => (request === null ? [] : [request]));
  const attempts = await madeFor(reads, requests);
  const promises = await reads.selectFrom('callbackRequest').selectAll().where('id', 'in', requests).execute();
  return {
    contact: (await reads.selectFrom('contact').selectAll().where('id', '=', of).executeTakeFirst()) ?? null,
    calls,
    legs: await reads.selectFrom('leg').selectAll().where('call', 'in', ids).orderBy('offeredAt').execute(),
    segments: await reads
      .selectFrom('segment')
      .selectAll()
      .where('contact', '=', of)
      .orderBy('fromAt')
      .orderBy('n')
      .execute(),
    recordings: await reads
      .selectFrom('recording')
      .selectAll()
      .where('call', 'in', ids)
      .where('state', '<>', 'expected')
      .orderBy('startedAt')
      .execute(),
    wrapUpCodes: await codesOf(reads, ids),
    requests: promises.map((row) => ({ ...row, attemptList: attempts.filter(({ request }) => request === row.id) })),
  };
}

async function madeFor(reads: Reads, requests: readonly string[]): Promise<readonly MadeAttempt[]> {
  const attempts: MadeAttempt[] = [];
  for (const row of await attemptsFor(reads, requests)) {
    // By the index of times: a request's calls have none of their own, and one is dialled right after its attempt's row.
    const made = await reads
      .selectFrom('call')
      .select('id')
      .where('offeredAt', '>=', row.startedAt)
      .where('offeredAt', '<', row.startedAt + DIALLED_WITHIN)
      .where('direction', '=', 'outbound')
      .where('request', '=', row.request)
      .orderBy('offeredAt')
      .limit(1)
      .executeTakeFirst();
    attempts.push({ ...row, made: made?.id ?? null });
  }
  return attempts;
}

async function codesOf(reads: Reads, calls: readonly string[]): Promise<readonly WrapUpCode[]> {
  const events = await reads
    .selectFrom('event')
    .select(['call', 'agent', 'queue', 'at', 'detail'])
    .where('call', 'in', calls)
    .where('type', '=', 'agent.wrapUpCode')
    .orderBy('id')
    .execute();
  const last = new Map<string, WrapUpCode>();
  for (const { call, agent, queue, at, detail } of events) {
    const { code } = JSON.parse(detail ?? '{}') as Pick<WrapUpCode, 'code'>;
    if (call !== null && agent !== null) last.set(`${call} ${agent}`, { call, agent, queue, code, at });
  }
  return [...last.values()];
}
