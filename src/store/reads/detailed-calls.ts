// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls came, and which did we make, one a row, in the order in which they were offered? The detail reports' list.

import { sql } from 'kysely';
import type { Direction } from '../../bus/index.js';
import type { Instant } from '../../kernel/index.js';
import type { CallRow } from '../rows.js';
import { keyOf, NOTHING_SPENT, type Spent, spentBy } from './calls.js';
import { isOneOf } from './one-of.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';
import { isReadable } from './readable.js';
import { isWithin, NOBODYS, type Reach } from './within-reach.js';

/** Calls of a direction that were offered from an instant on and before another, behind a key where there is one. */
export interface DetailAsked {
  readonly direction: Direction;
  readonly from: Instant;
  readonly to: Instant;
  readonly after?: Key | undefined;
  /** Of these alone. */
  readonly queue?: string | undefined;
  readonly agent?: string | undefined;
  readonly accessNumber?: string | undefined;
  readonly reach?: Reach | undefined;
  /** What goes on goes on to this. */
  readonly now: Instant;
}

/** A call with its times, what it was about by its agent's word, and its recordings. */
export interface DetailedCall
  extends Pick<
      CallRow,
      | 'id'
      | 'direction'
      | 'calling'
      | 'called'
      | 'accessNumber'
      | 'accessName'
      | 'queue'
      | 'agent'
      | 'disposition'
      | 'reason'
      | 'cause'
      | 'offeredAt'
      | 'answeredAt'
      | 'endedAt'
      | 'request'
    >,
    Spent {
  readonly code: string | null;
  readonly recordings: readonly string[];
}

const LOOKED_AT = 20_000; // calls a page, whether they are meant or not
const COLUMNS = [
  ...(['id', 'contact', 'direction', 'calling', 'called', 'accessNumber', 'accessName', 'queue', 'agent'] as const),
  ...(['disposition', 'reason', 'cause', 'offeredAt', 'answeredAt', 'endedAt', 'request'] as const),
] as const;

/** A page looks at so many calls and no more; it may have few rows, or none, and still there are more. */
export async function detailedCalls(reads: Reads, asked: DetailAsked, page: PageAsked): Promise<Page<DetailedCall>> {
  const soon = await among(reads, asked, page, 2 * page.most); // most calls of most lists are meant
  const found =
    soon.next === undefined || soon.rows.length === page.most ? soon : await among(reads, asked, page, LOOKED_AT);
  return { rows: await withTimes(reads, found.rows, asked.now), next: found.next };
}

/** What is meant of so many calls behind a key. */
async function among(
  reads: Reads,
  asked: DetailAsked,
  { after = asked.after, most }: PageAsked,
  lookedAt: number,
): Promise<Page<CallRow>> {
  const stretch = stretchOf(reads, asked, after);
  const end = await stretch
    .select(['offeredAt', 'id'])
    .offset(lookedAt - 1)
    .limit(1)
    .executeTakeFirst();
  const { direction, queue, agent, accessNumber, reach } = asked;
  const meant = stretch
    .select(COLUMNS)
    .where('direction', '=', direction)
    .$if(queue !== undefined, (calls) => calls.where('queue', '=', queue ?? ''))
    .$if(agent !== undefined, (calls) => calls.where('agent', '=', agent ?? ''))
    .$if(accessNumber !== undefined, (calls) => calls.where('accessNumber', '=', accessNumber ?? ''))
    .$if(reach !== undefined, (calls) => calls.where((is) => isWithin(is, reach ?? NOBODYS)))
    .$if(end !== undefined, (calls) =>
      calls.where((is) => is(is.refTuple('offeredAt', 'id'), '<=', is.tuple(end?.offeredAt ?? 0, end?.id ?? ''))),
    );
  const { rows, next = end && keyOf(end) } = pageOf(await meant.limit(most + 1).execute(), most, keyOf);
  return { rows: rows as readonly CallRow[], next };
}

function stretchOf(reads: Reads, { from, to }: DetailAsked, after: Key | undefined) {
  const all = reads.selectFrom('call').orderBy('offeredAt').orderBy('id').where('offeredAt', '<', to);
  return after === undefined
    ? all.where('offeredAt', '>=', from)
    : all.where((is) => is(is.refTuple('offeredAt', 'id'), '>', is.tuple(after.at, after.id)));
}

async function withTimes(reads: Reads, rows: readonly CallRow[], now: Instant): Promise<DetailedCall[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const spent = await spentBy(reads, rows, now);
  const recordings = await reads
    .selectFrom('recording')
    .where(isOneOf('recording.call', ids))
    .where('state', '<>', 'expected')
    .select(['call', 'id'])
    .orderBy('startedAt')
    .execute();
  const ofCall = new Map<string, string[]>();
  for (const { call, id } of recordings) ofCall.set(call, [...(ofCall.get(call) ?? []), id]);
  const codes = await codesOf(reads, ids);
  return rows.map((row) =>
    detailed(row, spent.get(row.id) ?? NOTHING_SPENT, {
      code: codes.get(row.id) ?? null,
      recordings: ofCall.get(row.id) ?? [],
    }),
  );
}

/** Each by its name: of a year of rows, taking one out of a copy of all took as long as reading them. */
function detailed(row: CallRow, spent: Spent, more: Pick<DetailedCall, 'code' | 'recordings'>): DetailedCall {
  return {
    id: row.id,
    direction: row.direction,
    calling: row.calling,
    called: row.called,
    accessNumber: row.accessNumber,
    accessName: row.accessName,
    queue: row.queue,
    agent: row.agent,
    disposition: row.disposition,
    reason: row.reason,
    cause: row.cause,
    offeredAt: row.offeredAt,
    answeredAt: row.answeredAt,
    endedAt: row.endedAt,
    request: row.request,
    waitMs: spent.waitMs,
    talkMs: spent.talkMs,
    holdMs: spent.holdMs,
    code: more.code,
    recordings: more.recordings,
  };
}

/** The last that was said of each. */
export async function codesOf(reads: Reads, calls: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ call: string; code: string }>`
    select c.name as call, coalesce(json_extract(e.facts, '$[0]'), json_extract(e.facts, '$.code')) as code
    from json_each(${JSON.stringify(calls)}) asked join name c on c.name = asked.value
      join event_log e on e.call = c.id
    where e.kind in (select id from event_kind where type = 'agent.wrapUpCode') and ${sql.raw(isReadable('e.facts'))} order by e.id`.execute(
    reads,
  );
  return new Map(rows.map(({ call, code }) => [call, code]));
}
