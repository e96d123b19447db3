// SPDX-License-Identifier: GPL-2.0-or-later
// What is over its time, and what is held?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { isHeld, isOfHeldCall, KEPT_SINCE, mayGo, type RecordKind, requestMayGo } from '../keeping.js';
import type { HoldRow } from '../operating-rows.js';
import type { Reads } from './question.js';
import { agedBefore } from './recordings.js';

/** Before when each kind is over its time. */
export type Ages = Readonly<Record<RecordKind | 'recordings', Instant>> & {
  /** Of recordings of these queues. */
  readonly queues?: Readonly<Record<string, Instant>>;
};

/** How many of each kind are over their time and may go; `held` of calls: over it, and kept all the same. */
export type Over = Readonly<Record<RecordKind | 'recordings' | 'callbacks' | 'held', number>>;

/** Counts what is over its time. Takes as long as there is much of it. */
export async function overTime(reads: Reads, ages: Ages): Promise<Over> {
  const count = async (what: string, before: Instant) => {
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.raw(what)} ${before}`.execute(reads);
    return rows[0]?.n ?? 0;
  };
  const called = '(select name from name where name.id = e.call)';
  const goes = 'c.ended_at is not null and not';
  return {
    recordings: await oldOnes(reads, ages),
    legs: await count(`leg l join call c on c.id = l.call where ${goes} ${isHeld('c')} and c.offered_at <`, ages.legs),
    calls: await count(`call c where ${goes} ${isHeld('c')} and c.offered_at <`, ages.calls),
    callbacks: await count(`callback_request r where ${requestMayGo('r')} and r.closed_at <`, ages.calls),
    events: await count(`event_log e where not ${isOfHeldCall(called)} and e.at <`, ages.events),
    held: await count(`call c where ${isHeld('c')} and c.offered_at <`, ages.calls),
  };
}

async function oldOnes(reads: Reads, { recordings, queues = {} }: Ages): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from recording r
    where r.state not in ('expected', 'recording') and r.held = 0 and not ${sql.raw(isOfHeldCall('r.call'))}
    and r.started_at < ${agedBefore({ before: recordings, queues }, 'r.queue')}`.execute(reads);
  return rows[0]?.n ?? 0;
}

/** What is looked for: calls that were offered from one instant on and before another. */
export interface OldCallsAsked {
  readonly kind: 'legs' | 'calls';
  readonly since: Instant;
  readonly before: Instant;
  readonly most: number;
}

/** Calls that may go, or whose legs may; the oldest first, with when the last of them was offered. */
export async function oldCalls(
  reads: Reads,
  { kind, since, before, most }: OldCallsAsked,
): Promise<{ readonly calls: readonly string[]; readonly last: Instant }> {
  const may =
    kind === 'calls'
      ? mayGo('c')
      : `c.ended_at is not null and not ${isHeld('c')}
    and exists (select 1 from leg l where l.call = c.id)`;
  const { rows } = await sql<{ id: string; at: Instant }>`select c.id, c.offered_at as at from call c
    where c.offered_at >= ${since} and c.offered_at < ${before} and ${sql.raw(may)}
    order by c.offered_at limit ${most}`.execute(reads);
  return { calls: rows.map(({ id }) => id), last: rows.at(-1)?.at ?? before };
}

/** Closed callback requests that may go; the oldest first, with when the last of them was closed. */
export async function oldRequests(
  reads: Reads,
  { since, before, most }: { readonly since: Instant; readonly before: Instant; readonly most: number },
): Promise<{ readonly requests: readonly string[]; readonly last: Instant }> {
  const { rows } = await sql<{ id: string; at: Instant }>`select r.id, r.closed_at as at from callback_request r
    where r.closed_at >= ${since} and r.closed_at < ${before} and ${sql.raw(requestMayGo('r'))}
    order by r.closed_at limit ${most}`.execute(reads);
  return { requests: rows.map(({ id }) => id), last: rows.at(-1)?.at ?? before };
}

/** The numbers of the next events behind one, and how many of them may go; none: all that come are younger. */
export async function oldEvents(
  reads: Reads,
  { after, before, most }: { readonly after: number; readonly before: Instant; readonly most: number },
): Promise<{ readonly from: number; readonly to: number; readonly go: number } | null> {
  const { rows } = await sql<{ id: number; at: number; held: number }>`
    select id, at, ${sql.raw(isOfHeldCall('(select name from name where name.id = e.call)'))} as held
    from event_log e where id > ${after} order by id limit ${most}`.execute(reads);
  const old = rows.filter(({ at }) => at < before);
  const [from, to] = [old[0]?.id, old.at(-1)?.id];
  if (from === undefined || to === undefined) return null;
  return { from, to, go: old.filter(({ held }) => held === 0).length };
}

/** Holds, the newest first; `all`: released ones too. */
export async function holds(reads: Reads, { all }: { readonly all: boolean }): Promise<readonly HoldRow[]> {
  const every = reads.selectFrom('hold').selectAll().orderBy('at', 'desc').orderBy('id', 'desc');
  return (all ? every : every.where('releasedAt', 'is', null)).execute();
}

/** From when on calls, legs and events are all there. */
export async function keptSince(reads: Reads): Promise<Readonly<Record<RecordKind, Instant>>> {
  const rows = await reads.selectFrom('setting').select(['key', 'at']).where('key', 'like', 'kept.%').execute();
  const since = (kind: RecordKind) => rows.find(({ key }) => key === KEPT_SINCE[kind])?.at ?? Number.NEGATIVE_INFINITY;
  return { legs: since('legs'), calls: since('calls'), events: since('events') };
}
