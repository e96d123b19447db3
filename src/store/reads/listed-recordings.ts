// SPDX-License-Identifier: GPL-2.0-or-later
// Which conversations are recorded: with whom, by whom, of which call? The newest first.

import { type ExpressionBuilder, sql } from 'kysely';
import type { Direction } from '../../bus/index.js';
import type { Instant } from '../../kernel/index.js';
import type { RecordingRow, Tables } from '../rows.js';
import { type Key, type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** What is looked for among recordings; all of it must hold. */
export interface RecordingsAsked {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Canonical, of the customer; `digits`: the same as it was typed. */
  readonly number?: { readonly canonical: string; readonly digits: string } | undefined;
  readonly call?: string | undefined;
  readonly agent?: string | undefined;
  /** A recording's id, or what it ends in. */
  readonly id?: string | undefined;
}

/** A recording and with whom it was. */
export interface ListedRecording extends RecordingRow {
  /** The customer's number; null when withheld. Personal. */
  readonly number: string | null;
  readonly direction: Direction;
}

const keyOf = ({ startedAt, id }: Pick<RecordingRow, 'startedAt' | 'id'>): Key => ({ at: startedAt, id });
const LOOKED_AT = 10_000; // recordings a page, whether they are meant or not

/** Not those that are only expected. A page may have few rows, or none, and still there are more. */
export async function listedRecordings(
  reads: Reads,
  asked: RecordingsAsked,
  { after, most }: PageAsked,
): Promise<Page<ListedRecording>> {
  const stretch = stretchOf(reads, asked, after);
  const sparse = [asked.number, asked.agent, asked.id].some((one) => one !== undefined);
  const edge = stretch.select(['recording.startedAt', 'recording.id']).offset(LOOKED_AT - 1);
  const end = sparse ? await edge.limit(1).executeTakeFirst() : undefined;
  const customer = sql<string | null>`iif(call.direction = 'inbound', call.calling, call.called)`;
  const read = await stretch
    .innerJoin('call', 'call.id', 'recording.call')
    .selectAll('recording')
    .select(['call.direction', customer.as('number')])
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

function conditions(is: ExpressionBuilder<Tables, 'recording' | 'call'>, { agent, id, number }: RecordingsAsked) {
  const ending = id === undefined ? undefined : sql<boolean>`substr(recording.id, ${-id.length}) = ${id}`;
  const customer = number && [
    is('call.calling', '=', number.canonical),
    is('call.called', 'in', [number.canonical, number.digits]),
    is('call.callingRaw', '=', number.digits),
  ];
  return [
    ...(agent === undefined ? [] : [is('recording.agent', '=', agent)]),
    ...(ending === undefined ? [] : [ending]),
    ...(customer === undefined ? [] : [is.or(customer)]),
  ];
}
