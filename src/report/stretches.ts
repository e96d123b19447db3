// SPDX-License-Identifier: GPL-2.0-or-later
// Into which stretches does a division by the clock or the calendar cut a time?

import { DateTime } from 'luxon';
import type { Duration, Instant } from '../kernel/index.js';
import { QUARTER } from '../store/index.js';
import { dayOf } from './days.js';
import { isOfTime, KEYS_OF_TIME, type ReportAsked } from './report-asked.js';

/** From an instant to before another; it belongs to the part with this key. */
export interface Stretch {
  readonly key: string;
  readonly from: Instant;
  readonly to: Instant;
}

const HOUR: Duration = 3_600_000;
const DAY: Duration = 24 * HOUR;

/** Stretches of a time that a division keeps apart, by their keys; one without a key where it does not go by time. */
export function stretchesOf({
  period: { from, to },
  by,
  zone,
}: Pick<ReportAsked, 'period' | 'by' | 'zone'>): readonly Stretch[] {
  if (by === undefined || !isOfTime(by)) return [{ key: '', from, to }];
  if (by === 'hour') return hoursOf(from, to, zone);
  const unit = by === 'month' ? 'month' : 'day';
  const stretches: Stretch[] = [];
  for (let at = from; at < to; ) {
    const begin = DateTime.fromMillis(at, { zone });
    const next = begin.startOf(unit).plus({ [unit]: 1 });
    const end = Math.min(to, next.toMillis());
    stretches.push({ key: begin.toFormat(KEYS_OF_TIME[by]), from: at, to: end });
    at = end;
  }
  return stretches;
}

/** The calendar is asked once a day, for a year has 8,760 hours; by the hour only where clocks are changed. */
function hoursOf(from: Instant, to: Instant, zone: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let at = from; at < to; ) {
    const day = dayOf(at, zone);
    const end = Math.min(to, day.to);
    if (day.to - day.from === DAY)
      for (let hour = Math.floor((at - day.from) / HOUR); at < end; hour++) {
        const next = Math.min(end, day.from + (hour + 1) * HOUR);
        stretches.push({ key: String(hour).padStart(2, '0'), from: at, to: next });
        at = next;
      }
    else
      while (at < end) {
        const begin = DateTime.fromMillis(at, { zone });
        const next = Math.min(end, nextHour(begin));
        stretches.push({ key: begin.toFormat(KEYS_OF_TIME.hour), from: at, to: next });
        at = next;
      }
  }
  return stretches;
}

/** An hour by the clock: where clocks are changed by half an hour it is no hour long. */
function nextHour(at: DateTime): Instant {
  const end = (Math.floor(at.toMillis() / QUARTER) + 1) * QUARTER;
  const { zone } = at;
  for (let next = end; ; next += QUARTER)
    if (DateTime.fromMillis(next, { zone }).hour !== at.hour || next - end >= HOUR) return next;
}
