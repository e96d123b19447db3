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
const LAST = 8_600_000_000_000_000; // of dates, nearly

/** For files of many rows: instants in a zone, to the second, as `when` writes them. What was looked up of the calendar is remembered. */
export function wallClock(zone: string | undefined): (instant: number | null) => string {
  const ahead = new Map<number, number>();
  return (instant) => {
    if (instant === null || Math.abs(instant) > LAST) return when(instant, zone);
    const quarter = Math.floor(instant / QUARTER);
    const by = ahead.get(quarter) ?? DateTime.fromMillis(quarter * QUARTER, { zone: zone ?? 'system' }).offset * 60_000;
    ahead.set(quarter, by);
    return new Date(instant + by).toISOString().slice(0, 19).replace('T', ' ');
  };
}

/** The name of a zone. */
export function zoneName(zone: string | undefined): string {
  return zone ?? DateTime.local().zoneName;
}
