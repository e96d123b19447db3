// SPDX-License-Identifier: GPL-2.0-or-later
// Which records does a report of a time look at?

import type { ExpressionBuilder } from 'kysely';
import type { Duration, Instant } from '../../kernel/index.js';
import type { SegmentRow } from '../record-rows.js';
import type { AgentRow, AgentStateRow, CallbackAttemptRow, CallbackRequestRow, Tables } from '../rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

export const LONGEST_CALL: Duration = 24 * 3_600_000; // a segment of a time is of a call that was offered in it, or at most so long before; `measuredCalls` finds longer ones

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

/** Ids and names of all agents that have ever been signed in here. */
export async function knownAgents(reads: Reads): Promise<readonly { readonly id: string; readonly name: string }[]> {
  return reads.selectFrom('agent').select(['id', 'name']).orderBy('id').execute();
}

/** How an agent is now; null: he has never been here. */
export async function agentNow(
  reads: Reads,
  { agent }: { readonly agent: string },
): Promise<Pick<AgentRow, 'name' | 'state' | 'reason' | 'station' | 'signedInAt'> | null> {
  const found = reads.selectFrom('agent').select(['name', 'state', 'reason', 'station', 'signedInAt']);
  return (await found.where('id', '=', agent).executeTakeFirst()) ?? null;
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

/** Of a time; of these queues alone. */
export interface PromisesAsked {
  readonly from: Instant;
  readonly to: Instant;
  readonly queues?: readonly string[] | undefined;
}

/** Promises that were made in a time; one is made at most a day after its first call asked for service. */
export async function madePromises(
  reads: Reads,
  { from, to, queues }: PromisesAsked,
  { after, most }: PageAsked,
): Promise<
  Page<
    Pick<CallbackRequestRow, 'id' | 'createdAt' | 'enqueuedAt' | 'closedAt' | 'state' | 'reason' | 'captures'> & {
      /** By which its first caller came. */
      readonly accessNumber: string | null;
    }
  >
> {
  const all = reads
    .selectFrom('callbackRequest')
    .select(['id', 'createdAt', 'enqueuedAt', 'closedAt', 'state', 'reason', 'captures'])
    .select((is) =>
      is
        .selectFrom('capture')
        .whereRef('capture.request', '=', 'callbackRequest.id')
        .orderBy('capture.capturedAt')
        .limit(1)
        .select('capture.accessNumber')
        .as('accessNumber'),
    )
    .where('enqueuedAt', '<', to)
    .where('createdAt', '>=', from)
    .where('createdAt', '<', to)
    .$if(queues !== undefined, (some) => some.where('queue', 'in', queues ?? []))
    .orderBy('enqueuedAt')
    .orderBy('id');
  const behind =
    after === undefined
      ? all.where('enqueuedAt', '>=', from - LONGEST_CALL)
      : all.where((is) => is(is.refTuple('enqueuedAt', 'id'), '>', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ enqueuedAt, id }) => ({ at: enqueuedAt, id }));
}

function ofQueues(is: ExpressionBuilder<Tables, 'callbackAttempt'>, queues: readonly string[]) {
  return is.selectFrom('callbackRequest').select('callbackRequest.id').where('callbackRequest.queue', 'in', queues);
}

/** Calls that we began in a time to keep promises. */
export async function madeAttempts(
  reads: Reads,
  { from, to, queues }: PromisesAsked,
  { after, most }: PageAsked,
): Promise<Page<Pick<CallbackAttemptRow, 'id' | 'startedAt' | 'reachedAt' | 'confirmedAt' | 'outcome' | 'direct'>>> {
  const all = reads
    .selectFrom('callbackAttempt')
    .select(['id', 'startedAt', 'reachedAt', 'confirmedAt', 'outcome', 'direct'])
    .where('startedAt', '<', to)
    .$if(queues !== undefined, (some) => some.where((is) => is('request', 'in', ofQueues(is, queues ?? []))))
    .orderBy('startedAt')
    .orderBy('id');
  const behind =
    after === undefined
      ? all.where('startedAt', '>=', from)
      : all.where((is) => is(is.refTuple('startedAt', 'id'), '>', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ startedAt, id }) => ({ at: startedAt, id }));
}
