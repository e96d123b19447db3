// SPDX-License-Identifier: GPL-2.0-or-later
// When is an advertisement on the air? By days of the week or by dates, from a time of day to another, in a zone.

import type { Duration, Instant } from '../kernel/index.js';
import { momentIn, timeOn } from './calendar.js';

/** When it is shown. */
export interface SlotTimes {
  /** `20:15`; `to` that is earlier is on the next day. */
  readonly from: string;
  readonly to: string;
  /** 1 Monday to 7 Sunday; nothing: every day, or those of `dates`. */
  readonly days?: readonly number[] | undefined;
  /** `2026-10-01`; nothing: by `days`. */
  readonly dates?: readonly string[] | undefined;
}

/** One time that it is shown. */
export interface Shown {
  readonly from: Instant;
  readonly to: Instant;
}

const DAY: Duration = 86_400_000;

/** The showing at `at`, or that begins within `before` from then on. */
export function slotAt(slot: SlotTimes, zone: string, at: Instant, before: Duration = 0): Shown | undefined {
  return showings(slot, zone, { from: at, to: at + before + 1 })[0];
}

/** Every showing that touches a time, in their order. */
export function showings(slot: SlotTimes, zone: string, { from, to }: Shown): readonly Shown[] {
  const found: Shown[] = [];
  const noon = timeOn(zone, from, '12:00');
  for (let day = noon - DAY; day < to + DAY; day += DAY) {
    const { weekday, date } = momentIn(zone, day);
    if (slot.dates !== undefined ? !slot.dates.includes(date) : slot.days?.includes(weekday) === false) continue;
    const begins = timeOn(zone, day, slot.from);
    const ends = timeOn(zone, slot.to > slot.from ? day : day + DAY, slot.to);
    const isNew = found.at(-1)?.from !== begins;
    if (begins < to && ends > from && isNew) found.push({ from: begins, to: ends });
  }
  return found;
}
