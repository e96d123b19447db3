// SPDX-License-Identifier: GPL-2.0-or-later
// What do whole days of a time add up to, and what of it is left to its quarters?

import { sql } from 'kysely';
import { type HourSums, QUARTER, ROLL_UP_PARTS, type Sums } from '../roll-up-rows.js';
import type { Reads } from './question.js';
import type { Stretch } from './roll-up.js';
import type { Groups } from './roll-up-groups.js';

/** The sums of a day, from a quarter to before another. */
interface Day {
  readonly from: number;
  readonly until: number;
  /** As JSON, by their parts. */
  readonly facts: string[];
}

/** What is asked of days. */
export interface DaysAsked {
  readonly stretches: readonly Stretch[];
  /** Stretches are hours of the clock. */
  readonly byHour: boolean;
  /** Quarters whose sums do not hold. */
  readonly stale: ReadonlySet<number>;
}

/** Adds the days that lie whole in a stretch, or whose hours are stretches, to the groups of these; gives the stretches that remain. */
export async function addDays(reads: Reads, asked: DaysAsked, groups: Groups): Promise<readonly Stretch[]> {
  const days = await daysIn(reads, asked);
  if (days.size === 0) return asked.stretches;
  return (asked.byHour ? addByHour : addWhole)(asked.stretches, days, groups);
}

/** Which days have sums in the database, the newest last: from a quarter to before another. */
export async function summedDays(reads: Reads): Promise<{
  readonly first: number | undefined;
  readonly days: readonly { readonly from: number; readonly until: number }[];
}> {
  const { rows: first } = await sql<{ id: number | null }>`select min(id) as id from roll_up`.execute(reads);
  const { rows: days } = await sql<{
    from: number;
    until: number;
  }>`select id / 4 as "from", behind as until from roll_up_day
    where id % 4 = 0 order by id`.execute(reads);
  const id = first[0]?.id ?? undefined;
  return { first: id === undefined ? undefined : Math.floor(id / 4), days };
}

async function daysIn(reads: Reads, { stretches, byHour, stale }: DaysAsked): Promise<ReadonlyMap<number, Day>> {
  const days = new Map<number, Day>();
  const [first, last] = [stretches[0], stretches.at(-1)];
  if (first === undefined || last === undefined) return days;
  const { rows } = await sql<{
    id: number;
    until: number;
    facts: string;
  }>`select id, behind as until, facts from roll_up_day
    where id >= ${(first.from / QUARTER) * 4} and id < ${(last.to / QUARTER) * 4}
    ${byHour ? sql`` : sql`and id % 4 <> ${ROLL_UP_PARTS.hours}`} order by id`.execute(reads);
  for (const { id, until, facts } of rows) {
    const from = Math.floor(id / 4);
    const day = days.get(from) ?? { from, until, facts: [] };
    day.facts[id % 4] = facts;
    days.set(from, day);
  }
  for (const { from, until } of [...days.values()])
    for (let quarter = from; quarter < until; quarter++) if (stale.has(quarter)) days.delete(from);
  return days;
}

function addWhole(stretches: readonly Stretch[], days: ReadonlyMap<number, Day>, groups: Groups): readonly Stretch[] {
  const left: Stretch[] = [];
  for (const stretch of stretches) {
    const end = stretch.to / QUARTER;
    let behind = stretch.from / QUARTER; // the days that are added
    for (let quarter = behind; quarter < end; ) {
      const day = days.get(quarter);
      if (day === undefined || day.until > end) {
        quarter++;
        continue;
      }
      if (quarter > behind) left.push({ ...stretch, from: behind * QUARTER, to: quarter * QUARTER });
      addRest(day, groups);
      groups.calls(stretch.group, partOf(day, 'calls'));
      quarter = day.until;
      behind = day.until;
    }
    if (behind < end) left.push({ ...stretch, from: behind * QUARTER });
  }
  return left;
}

function addByHour(stretches: readonly Stretch[], days: ReadonlyMap<number, Day>, groups: Groups): readonly Stretch[] {
  const left: Stretch[] = [];
  for (let place = 0; place < stretches.length; ) {
    const stretch = stretches[place] as Stretch;
    const day = days.get(stretch.from / QUARTER);
    const hours = day === undefined ? [] : (JSON.parse(day.facts[ROLL_UP_PARTS.hours] ?? '[]') as HourSums[]);
    const same = hours.every(([first, quarters], n) => {
      const { from = 0, to = 0 } = stretches[place + n] ?? {};
      return from === stretch.from + first * QUARTER && to === from + quarters * QUARTER;
    });
    if (day === undefined || hours.length === 0 || !same) {
      left.push(stretch);
      place++;
      continue;
    }
    addRest(day, groups);
    const { contacts: _, waits: __, lines: ___, ...undivided } = partOf(day, 'calls');
    groups.calls(0, undivided);
    for (const [n, [, , calls]] of hours.entries()) groups.calls(stretches[place + n]?.group ?? 0, calls);
    place += hours.length;
  }
  return left;
}

/** What no report divides by time. */
function addRest(day: Day, groups: Groups): void {
  for (const part of ['promises', 'agents'] as const) groups.rest(part, partOf(day, part));
}

function partOf({ facts }: Day, part: 'calls' | 'promises' | 'agents'): Sums {
  return JSON.parse(facts[ROLL_UP_PARTS[part]] ?? '{}') as Sums;
}
