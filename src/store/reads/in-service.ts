// SPDX-License-Identifier: GPL-2.0-or-later
// How many B-channels were in service when? The box writes it whenever that changes; none are while it does not live, of which
// `agents.cutOff` tells the beginning.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';
import { isReadable } from './readable.js';

const LOOKED_BACK = 500_000; // events before a time, for the last that says it: days of a busy box
const LOOKED_AHEAD = 20_000; // and behind it, for the end of a run that the next one has written

/** The steps of a time, and how many there were when it began: none before the box first lived; undefined: nothing near it says. */
export interface InServiceSteps {
  readonly before: number | undefined;
  readonly steps: readonly { readonly at: Instant; readonly channels: number }[];
}

/** Events have no index by time; their numbers grow with it, so that a search by halves finds where a time begins. */
export async function inServiceSteps(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<InServiceSteps> {
  const [begin, end] = [await firstAt(reads, from), await firstAt(reads, to)];
  const first = await reads.selectFrom('event').select('id').orderBy('id').limit(1).executeTakeFirst();
  const unborn = first === undefined || first.id >= begin ? 0 : undefined;
  const kinds = sql`(select id from event_kind where type in ('trunks.inService', 'agents.cutOff'))`;
  const whole = sql.raw(isReadable('e.facts'));
  const said = sql`case k.type when 'agents.cutOff' then 0 else json_extract(e.facts, '$[0]') end`;
  const { rows } = await sql<{ at: Instant; channels: number }>`
    select e.at, ${said} as channels from event_log e join event_kind k on k.id = e.kind
    where e.id >= ${begin} and e.id < ${end + LOOKED_AHEAD} and e.at < ${to} and e.kind in ${kinds} and ${whole} order by e.id`.execute(
    reads,
  );
  const { rows: last } = await sql<{ channels: number }>`
    select ${said} as channels from event_log e join event_kind k on k.id = e.kind
    where e.id < ${begin} and e.id >= ${begin - LOOKED_BACK} and e.kind in ${kinds} and ${whole}
    order by e.id desc limit 1`.execute(reads);
  return { before: last[0]?.channels ?? unborn, steps: rows };
}

/** The number of the first event at or after an instant; behind the last one when there is none. */
export async function firstAt(reads: Reads, at: Instant): Promise<number> {
  const edge = async (order: 'asc' | 'desc') =>
    (await reads.selectFrom('event').select('id').orderBy('id', order).limit(1).executeTakeFirst())?.id ?? 0;
  let [low, high] = [await edge('asc'), (await edge('desc')) + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const { rows } = await sql<{ id: number; at: Instant }>`
      select id, at from event_log where id >= ${middle} order by id limit 1`.execute(reads);
    const [found] = rows;
    if (found === undefined || found.at >= at) high = middle;
    else low = found.id + 1;
  }
  return low;
}
