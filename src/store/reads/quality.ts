// SPDX-License-Identifier: GPL-2.0-or-later
// Which talks were judged, how, and which wait for it?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { CoachingNoteRow, ReviewRow } from '../kept-rows.js';
import { isOneOf } from './one-of.js';
import type { Reads } from './question.js';
import { NOBODYS, ofEither, type Reach } from './within-reach.js';

export interface ReviewsAsked {
  readonly id?: string;
  readonly since?: Instant;
  readonly until?: Instant;
  readonly agent?: string;
  readonly recording?: string;
  /** Only those that their agents see. */
  readonly published?: boolean;
  /** Only those that compare reviewers, or only the others. */
  readonly calibration?: boolean;
  /** Only those of one of these agents or queues. */
  readonly reach?: Reach | undefined;
  readonly most?: number;
}

const MOST_REVIEWS = 10_000;

/** The newest first. */
export async function reviews(
  reads: Reads,
  { id, since, until, agent, recording, published, calibration, reach, most = MOST_REVIEWS }: ReviewsAsked,
): Promise<readonly ReviewRow[]> {
  return reads
    .selectFrom('review')
    .selectAll()
    .$if(id !== undefined, (all) => all.where('id', '=', id ?? ''))
    .$if(since !== undefined, (all) => all.where('at', '>=', since ?? 0))
    .$if(until !== undefined, (all) => all.where('at', '<', until ?? 0))
    .$if(agent !== undefined, (all) => all.where('agent', '=', agent ?? ''))
    .$if(recording !== undefined, (all) => all.where('recording', '=', recording ?? ''))
    .$if(published === true, (all) => all.where('publishedAt', 'is not', null))
    .$if(calibration !== undefined, (all) => all.where('calibration', '=', calibration ? 1 : 0))
    .$if(reach !== undefined, (all) => all.where((is) => ofEither(is, reach ?? NOBODYS)))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(most, MOST_REVIEWS))
    .execute();
}

/** A recorded talk that nobody has judged, and what rules go by. */
export interface Unjudged {
  readonly recording: string;
  readonly call: string;
  readonly agent: string;
  readonly queue: string | null;
  readonly startedAt: Instant;
  readonly durationMs: number | null;
  readonly direction: string;
  readonly number: string | null;
  readonly accessNumber: string | null;
  readonly customer: string | null;
  readonly agentSince: Instant;
  readonly surveyed: number | null;
}

/** Of talks since an instant, the newest first. */
export async function unjudged(
  reads: Reads,
  { since, most, reach }: { readonly since: Instant; readonly most: number; readonly reach?: Reach | undefined },
): Promise<readonly Unjudged[]> {
  const within =
    reach === undefined ? sql`true` : sql`(${isOneOf('r.agent', reach.agents)} or ${isOneOf('r.queue', reach.queues)})`;
  const { rows } = await sql<Unjudged>`select r.id as recording, r.call, r.agent, r.queue,
      r.started_at as "startedAt", r.duration_ms as "durationMs", c.direction,
      iif(c.direction = 'inbound', c.calling, c.called) as number, c.access_number as "accessNumber",
      (select o.customer from contact_row o join name n on n.id = o.id where n.name = coalesce(c.contact, c.id)) as customer,
      (select min(f.started_at) from recording f where f.agent = r.agent) as "agentSince",
      (select cast(json_extract(e.detail, '$.score') as real) from event e
        where e.type = 'survey.scored' and e.call = r.call limit 1) as surveyed
    from recording r join call c on c.id = r.call
    where r.started_at >= ${since} and r.kind = 'conversation' and r.agent is not null
      and r.state in ('complete', 'repaired')
      and ${within} and not exists (select 1 from review v where v.recording = r.id and v.calibration = 0)
    order by r.started_at desc limit ${most}`.execute(reads);
  return rows;
}

/** What was agreed with an agent, the newest first. */
export async function coachingNotes(
  reads: Reads,
  { agent }: { readonly agent: string },
): Promise<readonly CoachingNoteRow[]> {
  return reads
    .selectFrom('coachingNote')
    .selectAll()
    .where('agent', '=', agent)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
