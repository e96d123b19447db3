// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls came from there, went to him, were lost? The calls' list by what people ask for, the newest first.

import type { Disposition } from '../../bus/index.js';
import type { Instant } from '../../kernel/index.js';
import type { CallRow, RecordingRow } from '../rows.js';
import { keyOf, NOTHING_SPENT, type Spent, spentBy } from './calls.js';
import { isOneOf } from './one-of.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';
import { type Calls, isWithin, ofAgents, ofQueues, type Reach } from './within-reach.js';

/** What is looked for; all of it must hold. */
export interface CallsAsked {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Canonical, of either side; `digits`: the same as it was typed, for access numbers. */
  readonly number?: { readonly canonical: string; readonly digits: string } | undefined;
  /** He talked in it, or it is with him. */
  readonly agent?: string | undefined;
  readonly queue?: string | undefined;
  /** One of these agents talked in it, or it was in one of these queues. */
  readonly reach?: Reach | undefined;
  /** Inbound ones that ended like this; refusals for these reasons are none of them. */
  readonly ended?: { readonly as: readonly Disposition[]; readonly notFor: readonly string[] } | undefined;
  /** What goes on goes on to this. */
  readonly now: Instant;
}

/** A call with its times and its recordings. */
export interface ListedCall extends CallRow, Spent {
  readonly recordings: readonly Pick<RecordingRow, 'id' | 'file' | 'state'>[];
}

const LOOKED_AT = 10_000; // calls a page, whether they are meant or not

/** A page looks at so many calls and no more; it may have few rows, or none, and still there are more. */
export async function listedCalls(
  reads: Reads,
  asked: CallsAsked,
  { after, most }: PageAsked,
): Promise<Page<ListedCall>> {
  const stretch = stretchOf(reads, asked, after);
  const sparse = [asked.number, asked.agent, asked.queue, asked.reach, asked.ended].some((one) => one !== undefined);
  const edge = stretch.select(['offeredAt', 'id']).offset(LOOKED_AT - 1);
  const end = sparse ? await edge.limit(1).executeTakeFirst() : undefined;
  const meant = stretch
    .selectAll()
    .$if(end !== undefined, (calls) =>
      calls.where((is) => is(is.refTuple('offeredAt', 'id'), '>=', is.tuple(end?.offeredAt ?? 0, end?.id ?? ''))),
    )
    .where((is) => is.and(conditions(is, asked)));
  const read = await meant.limit(most + 1).execute();
  const { rows, next = end && keyOf(end) } = pageOf(read, most, keyOf);
  return { rows: await withTimes(reads, rows, asked.now), next };
}

function stretchOf(reads: Reads, { since, until }: CallsAsked, after: Key | undefined) {
  return reads
    .selectFrom('call')
    .orderBy('offeredAt', 'desc')
    .orderBy('id', 'desc')
    .$if(since !== undefined, (calls) => calls.where('offeredAt', '>=', since ?? 0))
    .$if(until !== undefined, (calls) => calls.where('offeredAt', '<', until ?? 0))
    .$if(after !== undefined, (calls) =>
      calls.where((is) => is(is.refTuple('offeredAt', 'id'), '<', is.tuple(after?.at ?? 0, after?.id ?? ''))),
    );
}

function conditions(is: Calls, { number, agent, queue, reach, ended }: CallsAsked) {
  return [
    ...(number === undefined ? [] : [ofNumber(is, number)]),
    ...(agent === undefined ? [] : [ofAgents(is, [agent])]),
    ...(queue === undefined ? [] : [ofQueues(is, [queue])]),
    ...(reach === undefined ? [] : [isWithin(is, reach)]),
    ...(ended === undefined ? [] : [endedSo(is, ended)]),
  ];
}

/** Of either side; a caller who withholds his own may have keyed it in. */
function ofNumber(is: Calls, { canonical, digits }: NonNullable<CallsAsked['number']>) {
  const keyedIn = is
    .selectFrom('capture')
    .select('capture.call')
    .whereRef('capture.call', '=', 'call.id')
    .where('capture.number', '=', canonical);
  return is.or([
    is('calling', '=', canonical),
    is('called', 'in', [canonical, digits]),
    is('callingRaw', '=', digits),
    is.exists(keyedIn),
  ]);
}

function endedSo(is: Calls, { as, notFor }: NonNullable<CallsAsked['ended']>) {
  return is.and([
    is('direction', '=', 'inbound'),
    is('disposition', 'in', as),
    is.or([is('reason', 'is', null), is('reason', 'not in', notFor)]),
  ]);
}

async function withTimes(reads: Reads, rows: readonly CallRow[], now: Instant): Promise<ListedCall[]> {
  const spent = await spentBy(reads, rows, now);
  const recordings = await reads
    .selectFrom('recording')
    .where(
      isOneOf(
        'recording.call',
        rows.map(({ id }) => id),
      ),
    )
    .where('state', '<>', 'expected')
    .select(['call', 'id', 'file', 'state'])
    .orderBy('startedAt')
    .execute();
  return rows.map((row) => ({
    ...row,
    ...(spent.get(row.id) ?? NOTHING_SPENT),
    recordings: recordings.filter(({ call }) => call === row.id).map(({ id, file, state }) => ({ id, file, state })),
  }));
}
