// SPDX-License-Identifier: GPL-2.0-or-later
// Which number did callers dial, and what did their agents say of it in the end? Counted, whatever their number.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { isOneOf } from './one-of.js';
import type { Reads } from './question.js';

/** So many callers of an access number were alike. */
export interface Converted {
  readonly accessNumber: string;
  readonly accessName: string | null;
  /** null: his dealings go on. */
  readonly disposition: string | null;
  /** The last word of an agent on his own calls. */
  readonly code: string | null;
  /** On the callback that his call was promised. Of several calls that asked for one callback the last has it. */
  readonly later: string | null;
  readonly callers: number;
}

/** Of those who began in a time; what agents said of them came then or later. */
export async function conversions(
  reads: Reads,
  {
    from,
    to,
    queues,
  }: {
    readonly from: Instant;
    readonly to: Instant;
    /** Of these queues alone. */
    readonly queues?: readonly string[] | undefined;
  },
): Promise<readonly Converted[]> {
  const { rows } = await sql<Converted>`
    with coded as materialized (
      select call, json_extract(detail, '$.code') as code, id from event where id in (
        select max(id) from event where type = 'agent.wrapUpCode' and at >= ${from} group by call)),
    own as materialized (
      select coalesce(c.contact, c.id) as contact, coded.code, max(coded.id) from coded join call c on c.id = coded.call
      group by 1),
    dialled as (select id, request, offered_at as at from call where direction = 'outbound' and request is not null
      union all select id, request, started_at from callback_attempt),
    later as materialized (
      select (select p.call from capture p where p.request = d.request and p.captured_at <= d.at
          order by p.captured_at desc limit 1) as contact, coded.code, max(coded.id)
      from coded join dialled d on d.id = coded.call group by 1)
    select c.access_number as "accessNumber", c.access_name as "accessName", t.disposition,
      own.code, later.code as later, count(*) as callers
    from contact t join call c on c.id = t.id left join own on own.contact = t.id left join later on later.contact = t.id
    where c.offered_at >= ${from} and c.offered_at < ${to} and t.direction = 'inbound' and c.access_number is not null
      ${queues === undefined ? sql`` : sql`and ${isOneOf('c.queue', queues)}`}
    group by 1, 2, 3, 4, 5 order by 1, 2, 3, 4, 5`.execute(reads);
  return rows;
}
