// SPDX-License-Identifier: GPL-2.0-or-later
// Which wrap-up codes and scores were said in a time? Each with what it takes the place of, so that they add up over any time.

import { sql } from 'kysely';
import type { Duration, Instant } from '../../kernel/index.js';
import { firstAt } from './in-service.js';
import type { Reads } from './question.js';
import { isReadable } from './readable.js';

export interface QuarterEvents {
  readonly codes: readonly {
    readonly at: Instant;
    readonly queue: string;
    readonly agent: string;
    readonly code: string;
    /** What was said of the same call by the same agent before. */
    readonly before: string | null;
  }[];
  readonly scores: readonly { readonly at: Instant; readonly agent: string; readonly score: number }[];
}

const STEPPED: Duration = 600_000; // numbers of events grow with time, but for what a clock was set back
const LOOKED_AHEAD = 20_000; // events

export async function quarterEvents(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<QuarterEvents> {
  const begin = await firstAt(reads, from - STEPPED);
  const end = (await firstAt(reads, to + STEPPED)) + LOOKED_AHEAD;
  const within = sql`e.id >= ${begin} and e.id < ${end} and e.at >= ${from} and e.at < ${to} and e.agent is not null`;
  const said = (facts: string) =>
    sql.raw(`coalesce(json_extract(${facts}.facts, '$[0]'), json_extract(${facts}.facts, '$.code'))`);
  const { rows: codes } = await sql<QuarterEvents['codes'][number]>`
    select e.at, coalesce(q.name, '') as queue, a.name as agent, ${said('e')} as code, (
      select ${said('b')} from event_log b where b.call = e.call and b.agent = e.agent and b.id < e.id
        and ${sql.raw(isReadable('b.facts'))}
        and b.kind in (select id from event_kind where type = 'agent.wrapUpCode') order by b.id desc limit 1) as before
    from event_log e join name a on a.id = e.agent left join name q on q.id = e.queue
    where ${within} and ${sql.raw(isReadable('e.facts'))}
      and e.kind in (select id from event_kind where type = 'agent.wrapUpCode')`.execute(reads);
  const { rows: scored } = await sql<{ at: Instant; agent: string; detail: string | null }>`
    select e.at, e.agent, e.detail from event e where ${within} and e.type = 'survey.scored'`.execute(reads);
  const scores = scored.flatMap(({ at, agent, detail }) => {
    const score = Number((JSON.parse(detail ?? '{}') as { readonly score?: string }).score || Number.NaN);
    return Number.isFinite(score) ? [{ at, agent, score }] : [];
  });
  return { codes, scores };
}
