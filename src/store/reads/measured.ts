// SPDX-License-Identifier: GPL-2.0-or-later
// Which records does a report of a time look at?

import type { Duration, Instant } from '../../kernel/index.js';
import type { SegmentRow } from '../record-rows.js';
import type { AgentStateRow, CallbackAttemptRow, CallbackRequestRow } from '../rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

const LONGEST_CALL: Duration = 24 * 3_600_000; // a segment of a time is of a call that was offered in it, or at most so long before

/** The segments of calls of a time, agents' states, and contacts that began in it. */
export interface Measured {
  readonly segments: readonly SegmentRow[];
  readonly states: readonly AgentStateRow[];
  readonly contacts: readonly {
    readonly direction: 'inbound' | 'outbound' | 'internal';
    readonly startedAt: Instant;
    readonly disposition: string | null;
    readonly reason: string | null;
  }[];
}

/** For a time of some days: it is answered whole. */
export async function measured(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<Measured> {
  const segments = await reads
    .selectFrom('call')
    .innerJoin('segment', (on) => on.on((is) => is('segment.contact', '=', is.fn.coalesce('call.contact', 'call.id'))))
    .where('call.offeredAt', '>=', from - LONGEST_CALL)
    .where('call.offeredAt', '<', to)
    .whereRef('segment.call', '=', 'call.id')
    .where((is) => is.or([is('segment.toAt', 'is', null), is('segment.toAt', '>=', from)]))
    .selectAll('segment')
    .execute();
  const states = await reads
    .selectFrom('agentState')
    .selectAll()
    .where('startedAt', '<', to)
    .where((is) => is.or([is('endedAt', 'is', null), is('endedAt', '>=', from)]))
    .execute();
  const contacts = await reads
    .selectFrom('call')
    .innerJoin('contact', 'contact.id', 'call.id')
    .where('call.offeredAt', '>=', from)
    .where('call.offeredAt', '<', to)
    .select(['contact.direction', 'contact.startedAt', 'contact.disposition', 'contact.reason'])
    .execute();
  return { segments, states, contacts };
}

/** A call as a report looks at it. */
export interface MeasuredCallRow {
  readonly id: string;
  readonly offeredAt: Instant;
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
  /** When its number was taken; `merged`: the number's promise was open already. */
  readonly capture: { readonly at: Instant; readonly merged: boolean } | null;
  readonly segments: readonly Pick<
    SegmentRow,
    'leg' | 'kind' | 'queue' | 'agent' | 'role' | 'fromAt' | 'toAt' | 'endReason'
  >[];
  /** Of its trunk legs, from and to. */
  readonly seizures: readonly { readonly from: Instant; readonly to: Instant | null }[];
}

/** Calls of which something may lie in a time, in the order in which they were offered. */
export async function measuredCalls(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<Page<MeasuredCallRow>> {
  const all = reads
    .selectFrom('call')
    .leftJoin('contact', 'contact.id', 'call.id')
    .leftJoin('capture', 'capture.call', 'call.id')
    .leftJoin('callbackRequest', 'callbackRequest.id', 'capture.request')
    .where('call.offeredAt', '<', to)
    .orderBy('call.offeredAt')
    .orderBy('call.id')
    .select(['call.id', 'call.contact as partOf', 'call.offeredAt', 'call.queue', 'call.accessNumber'])
    .select(['call.accessName', 'contact.direction', 'contact.startedAt', 'contact.disposition', 'contact.reason'])
    .select(['capture.capturedAt', 'callbackRequest.createdAt', 'callbackRequest.queue as promisedBy']);
  const behind =
    after === undefined
      ? all.where('call.offeredAt', '>=', from - LONGEST_CALL)
      : all.where((is) => is(is.refTuple('call.offeredAt', 'call.id'), '>', is.tuple(after.at, after.id)));
  const { rows, next } = pageOf(await behind.limit(most + 1).execute(), most, ({ offeredAt, id }) => ({
    at: offeredAt,
    id,
  }));
  const ids = rows.map(({ id }) => id);
  const segments = grouped(
    await reads
      .selectFrom('segment')
      .where(
        'contact',
        'in',
        rows.map(({ id, partOf }) => partOf ?? id),
      )
      .select(['call', 'leg', 'kind', 'queue', 'agent', 'role', 'fromAt', 'toAt', 'endReason'])
      .execute(),
  );
  const legs = grouped(
    await reads
      .selectFrom('leg')
      .where('call', 'in', ids)
      .where('kind', '=', 'trunk')
      .select(['call', 'offeredAt', 'endedAt'])
      .execute(),
  );
  const measuredCall = (row: (typeof rows)[number]): MeasuredCallRow => {
    const { id, offeredAt, queue, accessNumber, accessName, direction, startedAt, disposition, reason } = row;
    const { capturedAt: at, createdAt, promisedBy } = row;
    return {
      ...{ id, offeredAt, queue: queue ?? promisedBy, accessNumber, accessName },
      contact: direction === null || startedAt === null ? null : { direction, startedAt, disposition, reason },
      capture: at === null ? null : { at, merged: createdAt !== null && at > createdAt },
      segments: (segments.get(id) ?? []).map(({ call: _, ...segment }) => segment),
      seizures: (legs.get(id) ?? []).map((leg) => ({ from: leg.offeredAt, to: leg.endedAt })),
    };
  };
  return { rows: rows.map(measuredCall), next };
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

/** Ids and names of all agents that have ever been signed in here. */
export async function knownAgents(reads: Reads): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return reads.selectFrom('agent').select(['id', 'name']).orderBy('id').execute();
}

/** An agent's states of a time, in their order: the one in which he was when it began, too. */
export async function agentStays(
  reads: Reads,
  { agent, from, to }: { readonly agent: string; readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<Page<AgentStateRow>> {
  const all = reads.selectFrom('agentState').selectAll().where('agent', '=', agent);
  const before = await all
    .where('startedAt', '<', from)
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute();
  const meant = all
    .where('startedAt', '<', to)
    .orderBy('startedAt')
    .orderBy('id')
    .limit(most + 1);
  const behind =
    after === undefined
      ? meant.where('startedAt', '>=', from)
      : meant.where((is) => is(is.refTuple('startedAt', 'id'), '>', is.tuple(after.at, Number(after.id))));
  const rows = await behind.execute();
  return pageOf(after === undefined ? [...before, ...rows].slice(0, most + 1) : rows, most, ({ startedAt, id }) => ({
    at: startedAt,
    id: String(id),
  }));
}

/** Promises that were made in a time; one is made at most a day after its first call asked for service. */
export async function madePromises(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<
  Page<Pick<CallbackRequestRow, 'id' | 'createdAt' | 'enqueuedAt' | 'closedAt' | 'state' | 'reason' | 'captures'>>
> {
  const all = reads
    .selectFrom('callbackRequest')
    .select(['id', 'createdAt', 'enqueuedAt', 'closedAt', 'state', 'reason', 'captures'])
    .where('enqueuedAt', '<', to)
    .where('createdAt', '>=', from)
    .where('createdAt', '<', to)
    .orderBy('enqueuedAt')
    .orderBy('id');
  const behind =
    after === undefined
      ? all.where('enqueuedAt', '>=', from - LONGEST_CALL)
      : all.where((is) => is(is.refTuple('enqueuedAt', 'id'), '>', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ enqueuedAt, id }) => ({ at: enqueuedAt, id }));
}

/** Calls that we began in a time to keep promises. */
export async function madeAttempts(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<Page<Pick<CallbackAttemptRow, 'id' | 'startedAt' | 'reachedAt' | 'confirmedAt' | 'outcome'>>> {
  const all = reads
    .selectFrom('callbackAttempt')
    .select(['id', 'startedAt', 'reachedAt', 'confirmedAt', 'outcome'])
    .where('startedAt', '<', to)
    .orderBy('startedAt')
    .orderBy('id');
  const behind =
    after === undefined
      ? all.where('startedAt', '>=', from)
      : all.where((is) => is(is.refTuple('startedAt', 'id'), '>', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ startedAt, id }) => ({ at: startedAt, id }));
}
