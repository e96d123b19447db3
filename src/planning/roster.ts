// SPDX-License-Identifier: GPL-2.0-or-later
// Who works when? What the file says of each agent's shifts, day by day, by the calendars it names. Pure.

import { type Calendar, dayOf, openingsOn } from '../dialling/index.js';
import type { Instant } from '../kernel/index.js';

const NOON = 43_200_000;
const DAY = 86_400_000;

/** As the file has it: the last entry that has a day says how it is worked; without a calendar it is a day off. */
export interface WrittenShift {
  readonly calendar?: string;
  readonly from?: string;
  readonly to?: string;
}

/** A stretch that is worked. */
export interface Shift {
  readonly calendar: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** A day of somebody's. `off`: the file says that he is; nothing and not off: it says nothing, or the calendar is closed. */
export interface RosterDay {
  /** `2026-11-30`, in the zone of the file. */
  readonly day: string;
  readonly off: boolean;
  readonly shifts: readonly Shift[];
}

/** The days from `first` on, `many` of them. */
export function daysFrom(first: string, many: number): readonly string[] {
  const begin = Date.parse(`${first}T00:00:00Z`);
  return Array.from({ length: many }, (_, index) => new Date(begin + index * DAY).toISOString().slice(0, 10));
}

/** How a day is worked by who has these shifts. */
export function rosterDay(
  written: readonly WrittenShift[],
  calendars: Readonly<Record<string, Calendar>>,
  day: string,
): RosterDay {
  const holds = written.findLast(({ from = day, to = day }) => from <= day && day <= to);
  const name = holds?.calendar;
  const calendar = name === undefined ? undefined : calendars[name];
  if (name === undefined || calendar === undefined) return { day, off: holds !== undefined, shifts: [] };
  const noon = noonOf(calendar.zone, day);
  const shifts = openingsOn(calendar, noon).map(([from, to]) => ({ calendar: name, from, to }));
  return { day, off: false, shifts };
}

/** The stretch that is worked at `at`, also one that began the evening before. */
export function shiftAt(
  written: readonly WrittenShift[],
  calendars: Readonly<Record<string, Calendar>>,
  { zone, at }: { readonly zone: string; readonly at: Instant },
): Shift | undefined {
  return [at - DAY, at]
    .flatMap((then) => rosterDay(written, calendars, dayOf(zone, then)).shifts)
    .find(({ from, to }) => from <= at && at < to);
}

/** An instant that is on this day there, whatever its clock does: noon by UTC can be the next day's early morning. */
function noonOf(zone: string, day: string): Instant {
  const noon = Date.parse(`${day}T00:00:00Z`) + NOON;
  const shown = dayOf(zone, noon);
  return shown === day ? noon : noon + (shown < day ? NOON : -NOON);
}
