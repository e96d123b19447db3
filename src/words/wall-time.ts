// SPDX-License-Identifier: GPL-2.0-or-later
// How is an instant written for people? As the clock on the shop's wall has it.

import { DateTime } from 'luxon';

const FORMS = {
  second: 'yyyy-MM-dd HH:mm:ss',
  minute: 'yyyy-MM-dd HH:mm',
  ofYear: 'MM-dd HH:mm:ss',
  time: 'HH:mm:ss',
  hour: 'HH:mm',
  day: 'yyyy-MM-dd',
  milliseconds: 'HH:mm:ss.SSS',
} as const;

/** The forms in which it is written. */
export type TimeForm = keyof typeof FORMS;

/** An instant in `zone` (this machine's where no box says another); nothing for what is none. */
export function when(instant: unknown, zone: string | undefined, form: TimeForm = 'second'): string {
  if (typeof instant !== 'number') return '';
  return DateTime.fromMillis(instant, { zone: zone ?? 'system' }).toFormat(FORMS[form]);
}

const QUARTER = 900_000; // clocks are changed at the edges of quarters of an hour
const DAY = 86_400_000;
const FIRST = Date.parse('0000-01-02T00:00:00Z');
const LAST = Date.parse('9999-12-30T00:00:00Z'); // of years that are written with four digits, in any zone

/** For files of many rows: instants in a zone, to the second, as `when` writes them. What was looked up of the calendar is remembered. */
export function wallClock(zone: string | undefined): (instant: number | null) => string {
  const ahead = remembered((at) => DateTime.fromMillis(at, { zone: zone ?? 'system' }).offset * 60_000);
  const aheadAllDay = remembered((day) => (ahead(day * DAY) === ahead((day + 1) * DAY) ? ahead(day * DAY) : undefined));
  const date = remembered((day) => new Date(day * DAY).toISOString().slice(0, 10));
  return (instant) => {
    if (instant === null || instant < FIRST || instant > LAST) return when(instant, zone);
    const by = aheadAllDay(Math.floor(instant / DAY)) ?? ahead(Math.floor(instant / QUARTER) * QUARTER);
    const day = Math.floor((instant + by) / DAY);
    const seconds = Math.floor((instant + by - day * DAY) / 1_000);
    return `${date(day)} ${pair(seconds / 3_600)}:${pair((seconds / 60) % 60)}:${pair(seconds % 60)}`;
  };
}

function remembered<T>(of: (key: number) => T): (key: number) => T {
  const known = new Map<number, T>();
  return (key) => {
    if (!known.has(key)) known.set(key, of(key));
    return known.get(key) as T;
  };
}

function pair(number: number): string {
  return number < 10 ? `0${Math.floor(number)}` : `${Math.floor(number)}`;
}

/** The name of a zone. */
export function zoneName(zone: string | undefined): string {
  return zone ?? DateTime.local().zoneName;
}
