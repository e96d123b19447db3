// SPDX-License-Identifier: GPL-2.0-or-later
// What were calls about in a time, by the word of their agents? Of several for one call and agent the last counts.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

/** So many calls of a queue were this to an agent. */
export interface CodedCalls {
  readonly queue: string;
  readonly agent: string;
  readonly code: string;
  readonly calls: number;
}

export async function wrapUpCodes(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly CodedCalls[]> {
  const { rows } = await sql<CodedCalls>`
    select coalesce(queue, '') as queue, agent, json_extract(detail, '$.code') as code, count(*) as calls from event
    where agent is not null and id in (
      select max(id) from event where type = 'agent.wrapUpCode' and at >= ${from} and at < ${to} group by call, agent)
    group by 1, 2, 3 order by 1, 2, 3`.execute(reads);
  return rows;
}
