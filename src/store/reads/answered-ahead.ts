// SPDX-License-Identifier: GPL-2.0-or-later
// How many who answered calls that were dialled ahead found an agent, and how many nobody? By queue and hour.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

/** The answered calls of a queue in the hour that begins at `hour`. */
export interface AnsweredHour {
  readonly queue: string;
  readonly hour: Instant;
  readonly connected: number;
  readonly abandoned: number;
}

export async function answeredAhead(reads: Reads, since: Instant): Promise<readonly AnsweredHour[]> {
  const { rows } = await sql<AnsweredHour>`
    select r.queue as queue, a.reached_at / 3600000 * 3600000 as hour,
      count(*) filter (where a.outcome = 'connected') as connected,
      count(*) filter (where a.outcome = 'dropped') as abandoned
    from callback_attempt a join callback_request r on r.id = a.request
    where a.direct = 1 and a.reached_at is not null and a.reached_at > ${since} and a.outcome in ('connected', 'dropped')
    group by 1, 2`.execute(reads);
  return rows;
}
