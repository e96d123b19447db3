// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls does a report of a time look at, and what of each? By pages, whatever the time's length.

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { SegmentRow } from '../record-rows.js';
import { LONGEST_CALL } from './measured.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';
import { readable } from './readable.js';

/** A call as a report looks at it. */
export interface MeasuredCallRow {
  readonly id: string;
  readonly direction: 'inbound' | 'outbound' | 'internal';
  readonly offeredAt: Instant;
  readonly endedAt: Instant | null;
  readonly cause: number | null;
  /** Where it waited last, or that keeps its promise. */
  readonly queue: string | null;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  /** The contact that began with it; null: it is part of another's. */
  readonly contact: {
    readonly direction: 'inbound' | 'outbound' | 'internal';
    readonly startedAt: Instant;
    readonly disposition: string | null;
    readonly reason: string | null;
  } | null;
  /** When and how its number was taken; `merged`: the number's promise was open already. `unconfirmed`: promised before the answer. */
  readonly capture: {
    readonly at: Instant;
    readonly merged: boolean;
    readonly way: string;
    readonly unconfirmed: boolean;
  } | null;
  readonly segments: readonly Pick<
    SegmentRow,
    'leg' | 'kind' | 'queue' | 'agent' | 'role' | 'fromAt' | 'toAt' | 'endReason'
  >[];
  /** Of its trunk legs, from and to. */
  readonly seizures: readonly { readonly from: Instant; readonly to: Instant | null }[];
}

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** Calls of which something may lie in a time, in the order in which they were offered. */
export async function measuredCalls(reads: Reads, span: Span, page: PageAsked): Promise<Page<MeasuredCallRow>> {
  const read = await callsOf(reads, span, page);
  const { rows, next } = pageOf(read, page.most, ({ offeredAt, id }) => ({ at: offeredAt, id }));
  const segments = grouped(
    await segmentsOf(
      reads,
      rows.map(({ id, partOf }) => partOf ?? id),
    ),
  );
  const legs = grouped(
    await trunkLegsOf(
      reads,
      rows.map(({ id }) => id),
    ),
  );
  const contacts = await contactsOf(
    reads,
    rows.map(({ id }) => id),
  );
  const whole = (row: FoundCall): MeasuredCallRow => ({
    ...measuredCall(row),
    contact: contacts.get(row.id) ?? null,
    segments: (segments.get(row.id) ?? []).map(({ call: _, ...segment }) => segment),
    seizures: (legs.get(row.id) ?? []).map(({ offeredAt, endedAt }) => ({ from: offeredAt, to: endedAt })),
  });
  return { rows: rows.map(whole), next };
}

type FoundCall = Awaited<ReturnType<typeof callsOf>>[number];

/** One more than a page may have. */
async function callsOf(reads: Reads, { from, to }: Span, { after, most }: PageAsked) {
  const all = reads
    .selectFrom('call')
    .leftJoin('capture', 'capture.call', 'call.id')
    .leftJoin('callbackRequest', 'callbackRequest.id', 'capture.request')
    .where('call.offeredAt', '<', to)
    .orderBy('call.offeredAt')
    .orderBy('call.id')
    .select(['call.id', 'call.contact as partOf', 'call.offeredAt', 'call.queue', 'call.accessNumber'])
    .select(['call.direction', 'call.endedAt', 'call.cause'])
    .where((is) => is.or([is('call.endedAt', 'is', null), is('call.endedAt', '>=', from)]))
    .select('call.accessName')
    .select([
      'capture.capturedAt',
      'capture.promised',
      'capture.detail as how',
      'callbackRequest.createdAt',
      'callbackRequest.queue as promisedBy',
    ]);
  if (after !== undefined) {
    const behind = all.where((is) => is(is.refTuple('call.offeredAt', 'call.id'), '>', is.tuple(after.at, after.id)));
    return behind.limit(most + 1).execute();
  }
  const begin = from - LONGEST_CALL;
  const longer = await all
    .where('call.offeredAt', '<', begin)
    .where(isLong(from))
    .limit(most + 1)
    .execute();
  if (longer.length > most) return longer;
  const usual = all.where('call.offeredAt', '>=', begin);
  return [...longer, ...(await usual.limit(most + 1 - longer.length).execute())];
}

/** A call that is up, or was for longer than a day: a line that hangs. There are few, and each has an index. */
function isLong(from: Instant) {
  return sql<boolean>`call.id in (select id from call where ended_at is null
    union all select id from call where ended_at - offered_at > ${sql.raw(String(LONGEST_CALL))} and ended_at >= ${from})`;
}

/** Of calls that began one. */
async function contactsOf(
  reads: Reads,
  calls: readonly string[],
): Promise<ReadonlyMap<string, NonNullable<MeasuredCallRow['contact']>>> {
  const rows = await reads
    .selectFrom('contact')
    .where('id', 'in', calls)
    .select(['id', 'direction', 'startedAt', 'disposition', 'reason'])
    .execute();
  return new Map(rows.map(({ id, ...contact }) => [id, contact]));
}

function segmentsOf(reads: Reads, contacts: readonly string[]) {
  return reads
    .selectFrom('segment')
    .where('contact', 'in', contacts)
    .select(['call', 'leg', 'kind', 'queue', 'agent', 'role', 'fromAt', 'toAt', 'endReason'])
    .execute();
}

function trunkLegsOf(reads: Reads, calls: readonly string[]) {
  return reads
    .selectFrom('leg')
    .where('call', 'in', calls)
    .where('kind', '=', 'trunk')
    .select(['call', 'offeredAt', 'endedAt'])
    .execute();
}

function measuredCall(row: FoundCall): Omit<MeasuredCallRow, 'contact' | 'segments' | 'seizures'> {
  const { id, direction, offeredAt, endedAt, cause, accessNumber, accessName } = row;
  const { capturedAt: at, createdAt, promised, how } = row;
  const merged = createdAt !== null && at !== null && at > createdAt;
  return {
    ...{ id, direction, offeredAt, endedAt, cause, queue: row.queue ?? row.promisedBy, accessNumber, accessName },
    capture: at === null ? null : { at, merged, ...caughtBy(promised, how) },
  };
}

/** Captures of earlier versions do not say their way: what was promised was spoken. */
function caughtBy(promised: number | null, how: unknown): { readonly way: string; readonly unconfirmed: boolean } {
  const said = readable<{ way?: string; unconfirmed?: boolean }>(typeof how === 'string' ? how : null, {});
  return { way: said.way ?? (promised === 0 ? 'captureOnly' : 'spoken'), unconfirmed: said.unconfirmed === true };
}

function grouped<Row extends { readonly call: string }>(rows: readonly Row[]): ReadonlyMap<string, Row[]> {
  const byCall = new Map<string, Row[]>();
  for (const row of rows) {
    const known = byCall.get(row.call);
    if (known === undefined) byCall.set(row.call, [row]);
    else known.push(row);
  }
  return byCall;
}
