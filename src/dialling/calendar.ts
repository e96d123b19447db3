// SPDX-License-Identifier: GPL-2.0-or-later
// Is it a time for calls? Hours of the day in a time zone, days of the week, holidays.

import { DateTime } from 'luxon';
import { type Duration, type Instant, zoneNamed } from '../kernel/index.js';

const DAY: Duration = 86_400_000;

/** A stretch of the day, `09:00` to `12:00`; `to` is no longer in it, `24:00` is midnight, and one that ends before it begins goes on until the next day. */
export interface Hours {
  readonly from: string;
  readonly to: string;
  /** Days of the week, 1 Monday to 7 Sunday; nothing: every day. */
  readonly days?: readonly number[];
}

/** When something is open. */
export interface Calendar {
  /** IANA name: `Asia/Shanghai`. */
  readonly zone: string;
  readonly hours: readonly Hours[];
  /** Days on which it stays closed: `2026-10-01`. */
  readonly holidays: readonly string[];
  /** Days off that are worked in exchange: open as on a Monday, holidays or not. */
  readonly workdays?: readonly string[];
}

const MONDAY = 1;
const SEARCHED_DAYS = 400; // longer than any run of holidays

/** Whether it is open at `at`. */
export function isOpen(calendar: Calendar, at: Instant): boolean {
  return stretches(calendar, at, -1, 0).some(([from, to]) => from <= at && at < to);
}

/** The earliest instant from `at` on at which it is open; nothing when it does not open within the year. */
export function nextOpening(calendar: Calendar, at: Instant): Instant | undefined {
  for (let day = -1; day < SEARCHED_DAYS; day++) {
    const openings = stretches(calendar, at, day, day)
      .filter(([, to]) => to > at)
      .map(([from]) => Math.max(from, at));
    if (openings.length > 0) return Math.min(...openings);
  }
  return undefined;
}

/** When it closes, if it is open at `at`, or opens; nothing when it stays as it is for a year. */
export function nextChange(calendar: Calendar, at: Instant): Instant | undefined {
  let until = at;
  for (let day = -1; day < SEARCHED_DAYS; day++)
    for (const [from, to] of stretches(calendar, at, day, day).sort(([a], [b]) => a - b)) {
      if (from > until) return until > at ? until : from;
      until = Math.max(until, to);
    }
  return until > at && !isOpen(calendar, until) ? until : undefined;
}

/** The open stretches that begin on the day of `at` there, in order. */
export function openingsOn(calendar: Calendar, at: Instant): readonly (readonly [from: Instant, to: Instant])[] {
  return stretches(calendar, at, 0, 0).sort(([a], [b]) => a - b);
}

/** The calendar day of an instant there, `2026-01-05`; daily limits are counted by it. */
export function dayOf(zone: string, at: Instant): string {
  return DateTime.fromMillis(at, { zone: zoneNamed(zone) }).toISODate() ?? '';
}

const two = (part: number) => String(part).padStart(2, '0');

/** What clock and calendar show somewhere: the day of the week, 1 Monday to 7 Sunday, the time, the date `2026-01-05`, the clock `09:05`. */
export interface LocalMoment {
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly date: string;
  readonly clock: string;
}

/** What clock and calendar show there. */
export function momentIn(zone: string, at: Instant): LocalMoment {
  const there = DateTime.fromMillis(at, { zone: zoneNamed(zone) });
  const { weekday, hour, minute } = there;
  return { weekday, hour, minute, date: there.toISODate() ?? '', clock: `${two(hour)}:${two(minute)}` };
}

/** The instant of a time of day on the day of `at`: `timeOn(zone, at, '21:00')`. */
export function timeOn(zone: string, at: Instant, time: string): Instant {
  return timeOf(DateTime.fromMillis(at, { zone: zoneNamed(zone) }).startOf('day'), time);
}

function timeOf(midnight: DateTime, time: string): Instant {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  if (hour + minute === 0) return midnight.toMillis();
  // Not midnight plus hours: on the day of a clock change that is another time.
  const there = hour >= 24 ? midnight.plus({ days: 1 }) : midnight.set({ hour, minute });
  return there.toMillis();
}

/** That time of day on `day`, `2026-10-08`; without a day its next one after `now`. Undefined: there is no such day. */
export function timeAfter(zone: string, now: Instant, time: string, day?: string): Instant | undefined {
  const noon = day === undefined ? now : Date.parse(`${day}T12:00:00Z`);
  if (Number.isNaN(noon)) return undefined;
  const at = timeOn(zone, noon, time);
  return at > now || day !== undefined ? at : timeOn(zone, now + DAY, time);
}

/** The open stretches that begin on the days `first` to `last`, counted from the day of `at`. */
function stretches(
  { zone, hours, holidays, workdays = [] }: Calendar,
  at: Instant,
  first: number,
  last: number,
): [Instant, Instant][] {
  const found: [Instant, Instant][] = [];
  const today = DateTime.fromMillis(at, { zone: zoneNamed(zone) }).startOf('day');
  for (let offset = first; offset <= last; offset++) {
    const day = offset === 0 ? today : today.plus({ days: offset });
    const date = day.toISODate() ?? '';
    const worked = workdays.includes(date);
    if (holidays.includes(date) && !worked) continue;
    for (const { from, to, days } of hours) {
      if (days !== undefined && !days.includes(worked ? MONDAY : day.weekday)) continue;
      const end = to > from ? day : day.plus({ days: 1 });
      found.push([timeOf(day, from), timeOf(end, to)]);
    }
  }
  return found;
}
