// SPDX-License-Identifier: GPL-2.0-or-later
// What do the quarters of a time add up to, and which of them must be summed up from the records?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { QUARTER, type QuarterSums, rollUpId, type Sums } from '../roll-up-rows.js';
import { addDays } from './day-sums.js';
import { keptSince } from './keeping.js';
import type { Reads } from './question.js';
import { type Grouping, Groups } from './roll-up-groups.js';

/** From an instant to before another, both edges of quarters; what it adds to. */
export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  /** The place of its sums in the answer. */
  readonly group: number;
}

export interface RolledUp {
  /** The calls of each group; in the first one all promises and agents, and what else no report divides by time. */
  readonly groups: readonly QuarterSums[];
  /** Quarters that have no sums, or stale ones: the beginning of each. */
  readonly missing: readonly Instant[];
}

interface Row {
  readonly id: number;
  readonly facts: string;
}

/**
 * `stretches` in the order of time; all of them are before now. Whole days come of the sums of days; `hour`: where a stretch is an hour of the
 * clock, too. A quarter whose records retention has thrown away is never stale: its sums are all that is left of it.
 */
export async function rolledUp(
  reads: Reads,
  { stretches, grouping = 'whole' }: { readonly stretches: readonly Stretch[]; readonly grouping?: Grouping },
): Promise<RolledUp> {
  const groups = new Groups(
    stretches.map(({ group }) => group),
    grouping,
  );
  const stale = await staleOf(reads, stretches);
  const left = await addDays(reads, { stretches, byHour: grouping === 'hour', stale }, groups);
  const missing = await addQuarters(reads, { left, stale }, groups);
  return { groups: groups.sums, missing };
}

async function addQuarters(
  reads: Reads,
  { left, stale }: { readonly left: readonly Stretch[]; readonly stale: ReadonlySet<number> },
  groups: Groups,
): Promise<readonly Instant[]> {
  const missing: Instant[] = [];
  const begun = left.length === 0 ? undefined : await firstRecord(reads);
  for (const run of runsOf(left)) {
    const rows = await rowsOf(reads, run);
    let at = 0;
    for (const { from, to, group } of run)
      for (let quarter = from / QUARTER; quarter < to / QUARTER; quarter++) {
        while ((rows[at]?.id ?? Number.POSITIVE_INFINITY) < quarter * 4) at++;
        if (stale.has(quarter)) missing.push(quarter * QUARTER);
        else if (rows[at]?.id !== rollUpId(quarter, 'calls')) {
          if (begun !== undefined && (quarter + 1) * QUARTER > begun) missing.push(quarter * QUARTER);
        } else
          for (let row = rows[at]; row !== undefined && row.id < (quarter + 1) * 4; row = rows[++at])
            add(groups, group, row);
      }
  }
  return missing;
}

function add(groups: Groups, group: number, { id, facts }: Row): void {
  const part = (['calls', 'promises', 'agents'] as const)[id % 4];
  if (part === undefined || facts === '{}') return;
  const sums = JSON.parse(facts) as Sums;
  if (part === 'calls') groups.calls(group, sums);
  else groups.rest(part, sums);
}

/** Stretches that follow each other without a gap. */
function runsOf(stretches: readonly Stretch[]): readonly (readonly Stretch[])[] {
  const runs: Stretch[][] = [];
  for (const stretch of stretches) {
    const last = runs.at(-1);
    if (last?.at(-1)?.to === stretch.from) last.push(stretch);
    else runs.push([stretch]);
  }
  return runs;
}

async function rowsOf(reads: Reads, run: readonly Stretch[]): Promise<readonly Row[]> {
  const { rows } = await sql<Row>`select id, facts from roll_up
    where id >= ${((run[0]?.from ?? 0) / QUARTER) * 4} and id < ${((run.at(-1)?.to ?? 0) / QUARTER) * 4} order by id`.execute(
    reads,
  );
  return rows;
}

/** The quarters whose sums do not hold any more, and can be made anew. */
async function staleOf(reads: Reads, stretches: readonly Stretch[]): Promise<ReadonlySet<number>> {
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return new Set();
  const from = Math.max(first.from, await wholeSince(reads));
  const rows = await reads
    .selectFrom('rollUpMark')
    .select('id')
    .where('id', '>=', Math.ceil(from / QUARTER) * 4)
    .where('id', '<', (last.to / QUARTER) * 4)
    .execute();
  return new Set(rows.map(({ id }) => Math.floor(id / 4)));
}

/** From when on a quarter can be summed up again: its calls and events are all there. */
async function wholeSince(reads: Reads): Promise<Instant> {
  const { calls, events } = await keptSince(reads);
  return Math.max(calls, events);
}

/** Before this instant there is nothing to be summed up; undefined: there is nothing at all. */
async function firstRecord(reads: Reads): Promise<Instant | undefined> {
  const { rows } = await sql<{ at: Instant | null }>`select min(at) as at from (
    select min(offered_at) as at from call
    union all select min(created_at) from callback_request
    union all select at from (select at from event_log order by id limit 1)
    union all select (select min(s.started_at) from agent_stay s join name n on n.id = s.agent where n.name = a.id)
      from agent a)`.execute(reads);
  return rows[0]?.at ?? undefined;
}

/**
 * Quarters before an instant that wait to be summed up, the newest first: those that are marked, and the latest that have no sums at all; of
 * those only whose records are all there.
 */
export async function quartersDue(
  reads: Reads,
  { before, most }: { readonly before: Instant; readonly most: number },
): Promise<readonly Instant[]> {
  const end = Math.floor(before / QUARTER);
  const kept = await wholeSince(reads);
  const { rows: marked } = await sql<{ quarter: number }>`select distinct id / 4 as quarter from roll_up_mark
    where id < ${end * 4} order by 1 desc limit ${most}`.execute(reads);
  const first = await firstRecord(reads);
  const { rows: bare } =
    first === undefined
      ? { rows: [] }
      : await sql<{ quarter: number }>`with recursive q(n) as (
      select ${end - 1} union all select n - 1 from q where n > ${Math.floor(first / QUARTER)})
    select n as quarter from q where not exists (select 1 from roll_up r where r.id = q.n * 4)
    limit ${most}`.execute(reads);
  const due = new Set([...marked, ...bare].map(({ quarter }) => quarter * QUARTER));
  return [...due]
    .filter((at) => at >= kept)
    .sort((a, b) => b - a)
    .slice(0, most);
}
