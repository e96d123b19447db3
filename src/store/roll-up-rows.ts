// SPDX-License-Identifier: GPL-2.0-or-later
// How are sums of quarters of an hour kept and added? Trees of numbers under names, as `ROLL_UP` has them.

import type { ColumnType } from 'kysely';

/** Sums of a part of a quarter: see `ROLL_UP`. */
export interface RollUpTable {
  id: number;
  facts: ColumnType<string, object | string, object | string>;
}

/** A quarter whose records have changed since it was summed up. `taken`: 1 while it is summed up again. */
export interface RollUpMarkTable {
  id: number;
  taken: number;
}

/** Sums of a part of a day: see `DAY_SUMS`. */
export interface RollUpDayTable {
  id: number;
  /** The quarter behind it. */
  behind: number;
  facts: ColumnType<string, object | string, object | string>;
}

export const QUARTER = 900_000;
/** What the last place of an id says; `hours` is of days alone. */
export const ROLL_UP_PARTS = { calls: 0, promises: 1, agents: 2, hours: 3 } as const;
export type RollUpPart = keyof typeof ROLL_UP_PARTS;

export function rollUpId(quarter: number, part: RollUpPart): number {
  return quarter * 4 + ROLL_UP_PARTS[part];
}

/** Sums by names, as deep as they like; what is called `longest` or `peak` is the greatest, a text the last one. */
export interface Sums {
  [name: string]: number | string | number[] | Sums;
}

const GREATEST: ReadonlySet<string> = new Set(['longest', 'peak']);

/** Adds sums to others; the others are changed. */
export function addSums(to: Sums, more: Sums): Sums {
  for (const name of Object.keys(more)) {
    const [one, other] = [to[name], more[name]];
    if (other === undefined) continue;
    if (typeof other === 'number')
      to[name] = typeof one !== 'number' ? other : GREATEST.has(name) ? Math.max(one, other) : one + other;
    else if (typeof other === 'string') to[name] = other;
    else if (Array.isArray(other)) to[name] = addLists(Array.isArray(one) ? one : [], other);
    else to[name] = addSums(typeof one === 'object' && !Array.isArray(one) ? one : {}, other);
  }
  return to;
}

function addLists(one: number[], other: readonly number[]): number[] {
  for (const [place, value] of other.entries()) one[place] = (one[place] ?? 0) + value;
  return one;
}

/** Sums of a time, part by part. */
export interface QuarterSums {
  readonly calls: Sums;
  readonly promises: Sums;
  readonly agents: Sums;
}

export const noSums = (): QuarterSums => ({ calls: {}, promises: {}, agents: {} });

/** An hour of a day by the clock on the wall: its first quarter, counted from the day's, how many it has, and its contacts, waits and lines. */
export type HourSums = readonly [first: number, quarters: number, calls: Sums];
