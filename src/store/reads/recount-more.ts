// SPDX-License-Identifier: GPL-2.0-or-later
// The other way to the figures of contacts, lines and promises: by SQL, contacts and promises over the event log alone.

import { sql } from 'kysely';
import type { Duration } from '../../kernel/index.js';
import { CRASH } from '../lifetime.js';
import type { Reads } from './question.js';
import { ahead, type Span } from './recount.js';

/** Inbound contacts that began in a time, by how they ended; `inProgress`: not yet. */
export async function recountedContacts(
  reads: Reads,
  { from, to }: Span,
): Promise<readonly { readonly disposition: string; readonly count: number }[]> {
  const { rows } = await sql<{ disposition: string; count: number }>`
    with told as (
      select id, call, type, at - ${ahead} as at, ${ahead} as ahead, json_extract(detail, '$.direction') as direction,
        json_extract(detail, '$.disposition') as disposition, json_extract(detail, '$.reason') is ${CRASH} as crash
      from event
      where type in ('call.offered', 'call.queued', 'call.bridged', 'call.overflowed', 'call.ended') and call is not null
    ), placed as (
      select type, direction, max(disposition) over calls as disposition,
        at + first_value(ahead) over (partition by call order by crash, id desc) as at
      from told window calls as (partition by call)
    )
    select coalesce(disposition, 'inProgress') as disposition, count(*) as count from placed
    where type = 'call.offered' and direction = 'inbound' and at >= ${from} and at < ${to}
    group by 1 order by 1`.execute(reads);
  return rows;
}

/** How full the lines were. */
export interface RecountedLines {
  readonly seizures: number;
  readonly seized: Duration;
  readonly inService: Duration;
  readonly allBusy: Duration;
  readonly peak: number;
}

/** Seizures are the rows of legs, what was in service is the log's; both as edges in one walk of running sums. */
export async function recountedLines(reads: Reads, { from, to, now }: Span): Promise<RecountedLines> {
  const end = Math.max(from, Math.min(to, now));
  const { rows } = await sql<RecountedLines>`
    with seizures as (
      select offered_at as began, coalesce(ended_at, ${now}) as ended from leg where kind = 'trunk'
    ), said as (
      select id, at, iif(type = 'agents.cutOff', 0, json_extract(detail, '$.inService')) as channels
      from event where type in ('trunks.inService', 'agents.cutOff')
    ), edges as (
      select began as at, 1 as busy, 0 as channels from seizures
      union all select ended, -1, 0 from seizures
      union all select at, 0, channels - coalesce(lag(channels) over (order by id), 0) from said
      union all select ${from}, 0, 0
    ), walk as (
      select at, sum(busy) over up as busy, sum(channels) over up as channels,
        coalesce(lead(at) over (order by at, busy), ${end}) as until
      from edges window up as (order by at, busy rows unbounded preceding)
    ), clipped as (
      select busy, channels, max(0, min(until, ${end}) - max(at, ${from})) as time from walk
    )
    select (select count(*) from seizures where began >= ${from} and began < ${end}) as seizures,
      coalesce(sum(time * busy), 0) as seized, coalesce(sum(time * channels), 0) as "inService",
      coalesce(sum(time) filter (where channels > 0 and busy >= channels), 0) as "allBusy",
      coalesce(max(busy) filter (where time > 0), 0) as peak
    from clipped`.execute(reads);
  return rows[0] ?? { seizures: 0, seized: 0, inService: 0, allBusy: 0, peak: 0 };
}

/** What became of promises that were made in a time, and what was done in it. */
export interface RecountedCallbacks {
  readonly created: number;
  readonly connected: number;
  readonly failed: number;
  readonly merged: number;
  readonly attempted: number;
  readonly reached: number;
}

/** The last end of a request is its end, unless it was renewed after it. */
export async function recountedCallbacks(reads: Reads, { from, to }: Span): Promise<RecountedCallbacks> {
  const { rows } = await sql<RecountedCallbacks>`
    with told as (
      select id, at, type, request, json_extract(detail, '$.attempt') as attempt from event where type like 'callback.%'
    ), made as (
      select request from told where type = 'callback.created' group by request
      having min(at) >= ${from} and min(at) < ${to}
    ), ends as (
      select request, (select type from told where told.request = made.request
        and type in ('callback.completed', 'callback.served', 'callback.givenUp', 'callback.renewed')
        order by id desc limit 1) as how
      from made
    ), attempts as (
      select attempt from told where type = 'callback.attempted' and at >= ${from} and at < ${to}
    )
    select count(*) as created,
      count(*) filter (where how in ('callback.completed', 'callback.served')) as connected,
      count(*) filter (where how = 'callback.givenUp') as failed,
      (select count(*) from told where type = 'callback.merged' and at >= ${from} and at < ${to}) as merged,
      (select count(*) from attempts) as attempted,
      (select count(distinct attempt) from told where type = 'callback.reached'
        and attempt in (select attempt from attempts)) as reached
    from ends`.execute(reads);
  return rows[0] ?? { created: 0, connected: 0, failed: 0, merged: 0, attempted: 0, reached: 0 };
}
