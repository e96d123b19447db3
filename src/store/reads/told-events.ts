// SPDX-License-Identifier: GPL-2.0-or-later
// What has happened since an event of the log? In the one sequence that everybody is told.

import type { Instant } from '../../kernel/index.js';
import { factsInFull } from '../short-facts.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** An event as it stands in the log: `n` grows by one sequence for all. */
export interface ToldEvent {
  readonly n: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: string | null;
  readonly source: string | null;
  readonly facts: unknown;
}

/** The first event that is kept, and the last one; 0 when there is none. */
export async function eventRange(reads: Reads): Promise<{ readonly first: number; readonly last: number }> {
  const read = async (direction: 'asc' | 'desc') =>
    (await reads.selectFrom('event').select('id').orderBy('id', direction).limit(1).executeTakeFirst())?.id ?? 0;
  return { first: await read('asc'), last: await read('desc') };
}

/** The events after one, in their order. */
export async function eventsAfter(
  reads: Reads,
  { event }: { readonly event: number },
  { after, most }: PageAsked,
): Promise<Page<ToldEvent>> {
  const behind = after === undefined ? event : Number(after.id);
  const rows = await reads
    .selectFrom('event')
    .selectAll()
    .where('id', '>', behind)
    .orderBy('id')
    .limit(most + 1)
    .execute();
  const told = rows.map(({ id, type, at, actor, source, detail, call, agent, queue, request }) => ({
    ...{ n: id, type, at, actor, source },
    facts: { ...named({ call, agent, queue, request }), ...factsInFull(type, detail, { call, queue }) },
  }));
  return pageOf(told, most, ({ at, n }) => ({ at, id: String(n) }));
}

function named(facts: Readonly<Record<string, string | null>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(facts).filter((fact): fact is [string, string] => fact[1] !== null));
}
