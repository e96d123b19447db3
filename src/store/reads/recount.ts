// SPDX-License-Identifier: GPL-2.0-or-later
// What does the event log say of a time, without a look at any other table? The other way to every figure of a report.

import { sql } from 'kysely';
import type { Duration, Instant } from '../../kernel/index.js';
import { CRASH } from '../lifetime.js';
import type { Reads } from './question.js';

/** From an instant to before another; what goes on goes on to `now`. */
export interface Span {
  readonly from: Instant;
  readonly to: Instant;
  readonly now: Instant;
}

/** A queue's waits that ended in a time. */
export interface RecountedQueue {
  readonly queue: string;
  readonly answered: number;
  readonly answeredInTime: number;
  readonly abandoned: number;
  readonly overflowed: number;
  readonly waited: Duration;
  readonly gaveUpAfter: Duration;
  readonly longest: Duration;
}

/** By how much instants are later since an event: the sum of all `clock.followed` up to it. A row is of the time of its last writing. */
export const ahead = sql`coalesce((select sum(json_extract(f.detail, '$.by')) from event f
  where f.type = 'clock.followed' and f.id <= event.id), 0)`;

/** A wait goes from `call.queued` to the next of what can end it, call by call. `within`: the service level's time. */
export async function recountedQueues(
  reads: Reads,
  { from, to, within }: Span & { readonly within: Duration },
): Promise<readonly RecountedQueue[]> {
  const { rows } = await sql<RecountedQueue>`
    with told as (
      select id, call, queue, type, at - ${ahead} as at, ${ahead} as ahead,
        json_extract(detail, '$.disposition') as disposition, json_extract(detail, '$.reason') is ${CRASH} as crash
      from event
      where type in ('call.queued', 'call.bridged', 'call.overflowed', 'call.keyed', 'call.ended') and call is not null
    ), placed as (
      select id, call, queue, type, disposition,
        at + first_value(ahead) over (partition by call order by crash, id desc) as at
      from told
    ), steps as (
      select queue, type, at as began, lead(type) over calls as next, lead(at) over calls as at,
        lead(disposition) over calls as disposition
      from placed window calls as (partition by call order by id)
    ), waits as (
      select queue, at - began as waited, case
        when next = 'call.bridged' then 'answered' when next = 'call.overflowed' then 'overflowed'
        when next = 'call.ended' and disposition = 'abandoned' then 'abandoned' end as how
      from steps where type = 'call.queued' and at >= ${from} and at < ${to}
    )
    select queue, count(*) filter (where how = 'answered') as answered,
      count(*) filter (where how = 'answered' and waited <= ${within}) as "answeredInTime",
      count(*) filter (where how = 'abandoned') as abandoned,
      count(*) filter (where how = 'overflowed') as overflowed,
      coalesce(sum(waited) filter (where how = 'answered'), 0) as waited,
      coalesce(sum(waited) filter (where how = 'abandoned'), 0) as "gaveUpAfter", max(waited) as longest
    from waits where how is not null group by queue order by queue`.execute(reads);
  return rows;
}

/** What an agent did in a time. */
export interface RecountedAgent {
  readonly agent: string;
  readonly handled: number;
  readonly talk: Duration;
  readonly wrapUp: Duration;
  readonly ready: Duration;
  readonly notReady: Duration;
  readonly signedIn: Duration;
}

/**
 * Talk goes from `call.bridged` to `call.parted` of the agent, or where a crash cut it, to the last that was heard of the call; a
 * state from `agent.changed` to the next one, or to `agents.cutOff`.
 */
export async function recountedAgents(reads: Reads, { from, to, now }: Span): Promise<readonly RecountedAgent[]> {
  const { rows } = await sql<RecountedAgent>`
    with told as (
      select id, call, agent, type, at - ${ahead} as at, ${ahead} as ahead,
        json_extract(detail, '$.reason') is ${CRASH} as crash from event
      where type in ('call.queued', 'call.bridged', 'call.overflowed', 'call.parted', 'call.ended') and call is not null
    ), written as (
      select call, max(iif(crash, 0, id)) as id, max(type = 'call.ended') as over from told
      where type <> 'call.parted' group by call
    ), placed as (
      select t.id, t.call, t.agent, t.type, w.over, t.at + l.ahead as at
      from told t join written w on w.call = t.call join told l on l.id = w.id
    ), bridges as (
      select agent, at as began, type, coalesce(
        lead(at) over (partition by call, agent order by id),
        iif(over, (select max(e.at) from event e where e.call = placed.call and e.type <> 'call.ended'), null),
        ${now}) as ended
      from placed where type in ('call.bridged', 'call.parted')
    ), changes as (
      select id, agent, at, json_extract(detail, '$.state') as state, ${ahead} as ahead from event
      where type = 'agent.changed'
      union all
      select event.id, who.agent, event.at, null, ${ahead} from event
        join (select distinct agent from event where type = 'agent.changed') who where event.type = 'agents.cutOff'
    ), ends as (
      select agent, state, at, ahead, lead(at) over agents as ended, lead(ahead) over agents as ended_ahead
      from changes window agents as (partition by agent order by id)
    ), states as (
      select agent, state, at + coalesce(ended_ahead, (select coalesce(sum(json_extract(detail, '$.by')), 0) from event
        where type = 'clock.followed')) - ahead as began, coalesce(ended, ${now}) as ended from ends
    ), spent as (
      select agent, 'talk' as what, began, ended from bridges where type = 'call.bridged'
      union all select agent, state, began, ended from states where state in ('wrapUp', 'ready', 'notReady')
      union all select agent, 'signedIn', began, ended from states where state <> 'signedOut'
    ), clipped as (
      select agent, what, began >= ${from} and began < ${to} as own,
        max(0, min(ended, ${to}) - max(began, ${from})) as time from spent
    )
    select agent, count(*) filter (where what = 'talk' and own) as handled,
      coalesce(sum(time) filter (where what = 'talk'), 0) as talk,
      coalesce(sum(time) filter (where what = 'wrapUp'), 0) as "wrapUp",
      coalesce(sum(time) filter (where what = 'ready'), 0) as ready,
      coalesce(sum(time) filter (where what = 'notReady'), 0) as "notReady",
      coalesce(sum(time) filter (where what = 'signedIn'), 0) as "signedIn"
    from clipped group by agent having sum(time) > 0 or sum(own) > 0 order by agent`.execute(reads);
  return rows;
}
