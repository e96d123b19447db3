// SPDX-License-Identifier: GPL-2.0-or-later
// Which conversations are recorded: with whom, by whom, of which call? The newest first.

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Direction } from '../../bus/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import { isOfHeldCall } from '../keeping.js';
import type { RecordingKind, RecordingRow, Tables } from '../rows.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';
import type { Reach } from './within-reach.js';

/** What is looked for among recordings; all of it must hold. */
export interface RecordingsAsked {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Canonical, of the customer; `digits`: the same as it was typed. */
  readonly number?: { readonly canonical: string; readonly digits: string } | undefined;
  readonly call?: string | undefined;
  readonly agent?: string | undefined;
  /** Of one of these agents, or of a call of one of these queues. */
  readonly reach?: Reach | undefined;
  readonly queue?: string | undefined;
  /** What the caller dialled: the service, the advertisement. */
  readonly accessNumber?: string | undefined;
  readonly customer?: string | undefined;
  readonly kind?: RecordingKind | undefined;
  /** As long as this, or longer; as long as that, or shorter. */
  readonly minMs?: Duration | undefined;
  readonly maxMs?: Duration | undefined;
  readonly tag?: string | undefined;
  /** Of its reviews, in the mean. */
  readonly minScore?: number | undefined;
  readonly maxScore?: number | undefined;
  /** A recording's id, or what it ends in. */
  readonly id?: string | undefined;
}

/** A recording and with whom it was. */
export interface ListedRecording extends RecordingRow {
  /** The customer's number; null when withheld. Personal. */
  readonly number: string | null;
  readonly direction: Direction;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  /** The customer's id. */
  readonly customer: string | null;
  /** With commas between them; null: none. */
  readonly tags: string | null;
  /** What people wrote of its moments. */
  readonly marks: number;
  /** Of its reviews, in the mean; null: nobody has judged it. */
  readonly score: number | null;
}

const CUSTOMER = sql<string | null>`(select r.customer from contact_row r join name n on n.id = r.id
  where n.name = coalesce(call.contact, call.id))`;
const SCORE = sql<number | null>`(select round(avg(v.score)) from review v
  where v.recording = recording.id and v.calibration = 0)`;
const TAGS = sql<
  string | null
>`(select group_concat(t.tag, ',') from recording_tag t where t.recording = recording.id)`;
const MARKS = sql<number>`(select count(*) from recording_mark m where m.recording = recording.id)`;
const HELD = sql<number>`max(recording.held, ${sql.raw(isOfHeldCall('recording.call'))})`;

const keyOf = ({ startedAt, id }: Pick<RecordingRow, 'startedAt' | 'id'>): Key => ({ at: startedAt, id });
const LOOKED_AT = 10_000; // recordings a page, whether they are meant or not

/** Not those that are only expected. A page may have few rows, or none, and still there are more. */
export async function listedRecordings(
  reads: Reads,
  asked: RecordingsAsked,
  { after, most }: PageAsked,
): Promise<Page<ListedRecording>> {
  const one = asked.id === undefined ? undefined : await whole(reads, asked.id);
  const stretch = stretchOf(reads, asked, after).$if(one !== undefined, (all) =>
    all.where('recording.id', '=', one ?? ''),
  );
  const { since: _s, until: _u, call: _c, ...rare } = asked;
  const sparse = one === undefined && Object.values(rare).some((value) => value !== undefined);
  const edge = stretch.select(['recording.startedAt', 'recording.id']).offset(LOOKED_AT - 1);
  const end = sparse ? await edge.limit(1).executeTakeFirst() : undefined;
  const customer = sql<string | null>`iif(call.direction = 'inbound', call.calling, call.called)`;
  const read = await stretch
    .innerJoin('call', 'call.id', 'recording.call')
    .selectAll('recording')
    .select(['call.direction', 'call.accessNumber', 'call.accessName', customer.as('number')])
    .select([CUSTOMER.as('customer'), TAGS.as('tags'), MARKS.as('marks'), SCORE.as('score'), HELD.as('held')])
    .where('recording.state', '<>', 'expected')
    .$if(end !== undefined, (all) =>
      all.where((is) =>
        is(is.refTuple('recording.startedAt', 'recording.id'), '>=', is.tuple(end?.startedAt ?? 0, end?.id ?? '')),
      ),
    )
    .where((is) => is.and(conditions(is, asked)))
    .limit(most + 1)
    .execute();
  const { rows, next = end && keyOf(end) } = pageOf(read, most, keyOf);
  return { rows, next };
}

/** The id when it is a whole one: it is found at once, however old it is. */
async function whole(reads: Reads, id: string): Promise<string | undefined> {
  return (await reads.selectFrom('recording').select('id').where('id', '=', id).executeTakeFirst())?.id;
}

function stretchOf(reads: Reads, { since, until, call }: RecordingsAsked, after: Key | undefined) {
  return reads
    .selectFrom('recording')
    .orderBy('recording.startedAt', 'desc')
    .orderBy('recording.id', 'desc')
    .$if(since !== undefined, (all) => all.where('recording.startedAt', '>=', since ?? 0))
    .$if(until !== undefined, (all) => all.where('recording.startedAt', '<', until ?? 0))
    .$if(call !== undefined, (all) => all.where('recording.call', '=', call ?? ''))
    .$if(after !== undefined, (all) =>
      all.where((is) =>
        is(is.refTuple('recording.startedAt', 'recording.id'), '<', is.tuple(after?.at ?? 0, after?.id ?? '')),
      ),
    );
}

function conditions(is: ExpressionBuilder<Tables, 'recording' | 'call'>, asked: RecordingsAsked) {
  const { agent, id, number, reach, queue, accessNumber, customer, kind, tag, minMs, maxMs, minScore, maxScore } =
    asked;
  const given = <T>(value: T | undefined, condition: (value: T) => Expression<SqlBool>) =>
    value === undefined ? [] : [condition(value)];
  return [
    ...given(agent, (value) => is('recording.agent', '=', value)),
    ...given(reach, ({ agents, queues }) =>
      is.or([is('recording.agent', 'in', agents), is('recording.queue', 'in', queues), is('call.queue', 'in', queues)]),
    ),
    ...given(queue, (value) => is('recording.queue', '=', value)),
    ...given(kind, (value) => is('recording.kind', '=', value)),
    ...given(minMs, (value) => is('recording.durationMs', '>=', value)),
    ...given(maxMs, (value) => is('recording.durationMs', '<=', value)),
    ...given(accessNumber, (value) => is('call.accessNumber', '=', value)),
    ...given(customer, (value) => sql<SqlBool>`${CUSTOMER} = ${value}`),
    ...given(minScore, (value) => sql<SqlBool>`${SCORE} >= ${value}`),
    ...given(maxScore, (value) => sql<SqlBool>`${SCORE} <= ${value}`),
    ...given(id, (value) => sql<SqlBool>`substr(recording.id, ${-value.length}) = ${value}`),
    ...given(
      tag,
      (value) =>
        sql<SqlBool>`exists (select 1 from recording_tag t where t.recording = recording.id and t.tag = ${value})`,
    ),
    ...given(number, ({ canonical, digits }) =>
      is.or([
        is('call.calling', '=', canonical),
        is('call.called', 'in', [canonical, digits]),
        is('call.callingRaw', '=', digits),
      ]),
    ),
  ];
}
