// SPDX-License-Identifier: GPL-2.0-or-later
// In which conversations was one agent, in a time? By pages, and without a look at anybody else's.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { SegmentRow } from '../record-rows.js';
import { LONGEST_CALL } from './measured.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** What his times are summed up of. */
export type AgentSegment = Pick<
  SegmentRow,
  'leg' | 'kind' | 'queue' | 'agent' | 'role' | 'fromAt' | 'toAt' | 'endReason'
>;

interface Found extends AgentSegment {
  readonly call: number;
  readonly n: number;
}

export interface AgentSegmentsAsked {
  readonly agent: string;
  readonly from: Instant;
  readonly to: Instant;
  /** These alone. */
  readonly kinds: readonly SegmentRow['kind'][];
}

/** His legs' segments of some kinds that may lie in a time, in their order. */
export async function agentSegments(
  reads: Reads,
  { agent, from, to, kinds }: AgentSegmentsAsked,
  { after, most }: PageAsked,
): Promise<Page<AgentSegment>> {
  const [call = 0, n = 0] = after === undefined ? [] : after.id.split('.').map(Number);
  const at = after?.at ?? from - LONGEST_CALL;
  const { rows } = await sql<Found>`
    select s.call, s.n, s.leg, k.name as kind, q.name as queue, ${agent} as agent, 'agent' as role,
      s.from_at as "fromAt", s.to_at as "toAt", e.name as "endReason"
    from stay s indexed by stay_by_agent join name k on k.id = s.kind
      left join name q on q.id = s.queue left join name e on e.id = s.end_reason
    where s.agent = (select id from name where name = ${agent}) and s.role = 10
      and s.kind in (select id from name where name in (${sql.join(kinds)}))
      and (s.to_at is null or s.to_at > ${from})
      and s.from_at >= ${at} and s.from_at < ${to} and (s.from_at, s.call, s.n) > (${at}, ${call}, ${n})
    order by s.from_at, s.call, s.n limit ${most + 1}`.execute(reads);
  const page = pageOf(rows, most, (row) => ({ at: row.fromAt, id: `${row.call}.${row.n}` }));
  return { ...page, rows: page.rows.map(({ call: _, n: __, ...segment }) => segment) };
}
