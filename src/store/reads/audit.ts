// SPDX-License-Identifier: GPL-2.0-or-later
// What have people and programs done, and what was refused to them? The event log by whoever brought it about.

import type { Instant } from '../../kernel/index.js';
import { factsInFull } from '../short-facts.js';
import type { Reads } from './question.js';

export interface AuditAsked {
  /** Events before this one; undefined: the newest. */
  readonly before?: number | undefined;
  readonly most: number;
  readonly actor?: string | undefined;
  /** A type, or how it begins. */
  readonly type?: string | undefined;
}

export interface AuditEntry {
  readonly n: number;
  readonly type: string;
  readonly at: Instant;
  readonly actor: string;
  readonly source: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

const LOOKED_AT = 50_000; // events of one question; `next` goes on behind them

/** The newest first. `next`: there may be more before it. */
export async function audited(
  reads: Reads,
  { before, most, actor, type }: AuditAsked,
): Promise<{ readonly rows: readonly AuditEntry[]; readonly next?: number }> {
  const last = before ?? Number.MAX_SAFE_INTEGER;
  const newest = await reads
    .selectFrom('event')
    .select('id')
    .where('id', '<', last)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (newest === undefined) return { rows: [] };
  const first = newest.id - LOOKED_AT;
  const rows = await reads
    .selectFrom('event')
    .selectAll()
    .where('id', '<', last)
    .where('id', '>', first)
    .where('actor', 'is not', null)
    .$if(actor !== undefined, (all) => all.where('actor', '=', actor ?? ''))
    .$if(type !== undefined, (all) => all.where('type', 'like', `${(type ?? '').replace(/[%_]/g, '')}%`))
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  const told = rows.map(({ id, type, at, actor, source, call, agent, queue, request, detail }) => ({
    ...{ n: id, type, at, actor: actor ?? '', source: source ?? '' },
    facts: { ...withoutNull({ call, agent, queue, request }), ...factsInFull(type, detail, { call, queue }) },
  }));
  const end = told.length === most ? told.at(-1)?.n : first;
  return { rows: told, ...(end !== undefined && end > 1 && { next: end }) };
}

const withoutNull = (facts: Readonly<Record<string, string | null>>) =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== null));
