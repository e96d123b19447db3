// SPDX-License-Identifier: GPL-2.0-or-later
// When does a day begin and end? By the clock on the wall of a zone: it has 23, 24 or 25 hours.

import { DateTime } from 'luxon';
import { TelephonyError } from '../faults.js';
import { durationOf, type Instant } from '../kernel/index.js';
import type { Period } from './metrics.js';

/** The day of a zone in which an instant lies. */
export function dayOf(at: Instant, zone: string): Period {
  return stretchOf(at, zone, 'day');
}

/** The days of a zone that a period touches, in their order. */
export function daysOf({ from, to }: Period, zone: string): Period[] {
  const days: Period[] = [];
  for (let at = from; at < to; at = days.at(-1)?.to ?? to) days.push(dayOf(at, zone));
  return days;
}

/** Which time is meant, as people write it; nothing: the stretch of `NAME` in which `now` lies. */
export interface TimeAsked {
  /** `2026-11-01`, `today`, `yesterday`. */
  readonly day?: string | undefined;
  /** `2026-11`, `this`, `last`. */
  readonly month?: string | undefined;
  /** `2026`, `this`, `last`. */
  readonly year?: string | undefined;
  /** Days, or instants such as `2026-11-01T08:00`; a day that ends a time is in it. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** Names of reports, which are stretches of time. */
export const REPORTS = ['day', 'week', 'month', 'year'] as const;
export type ReportName = (typeof REPORTS)[number];

/** The time that is meant. Throws REFUSED with what would be right. */
export function periodOf(asked: TimeAsked, name: ReportName, { zone, now }: { zone: string; now: Instant }): Period {
  const { day, month, year, from, to } = asked;
  const said = [day, month, year, from ?? to].filter((one) => one !== undefined);
  if (said.length > 1) throw new TelephonyError('REFUSED', 'one of day, month, year, or from and to would be right');
  if (day !== undefined) return dayNamed(day, zone, now);
  if (month !== undefined) return monthNamed(month, zone, now);
  if (year !== undefined) return yearNamed(year, zone, now);
  if (from === undefined && to === undefined) return stretchOf(now, zone, name);
  const begin = from === undefined ? dayOf(now, zone).from : instantNamed(from, zone, now).from;
  const end = to === undefined ? dayOf(Math.max(now, begin), zone).to : instantNamed(to, zone, now).to;
  if (end <= begin)
    throw new TelephonyError('REFUSED', `from ${from ?? ''} to ${to ?? ''}: that ends before it begins`);
  return { from: begin, to: end };
}

/** An instant as people write it in a zone: so long ago, a day, or a day and a time of it; `to` of a day is its end. Throws REFUSED. */
export function instantNamed(text: string, zone: string, now: Instant): Period {
  const ago = durationOf(text);
  if (ago !== undefined) return { from: now - ago, to: now - ago };
  if (/^\d{4}-\d{2}-\d{2}[T ]\d{1,2}:\d{2}(:\d{2})?$/.test(text)) {
    const at = DateTime.fromISO(text.replace(' ', 'T').replace(/T(\d):/, 'T0$1:'), { zone });
    if (at.isValid) return { from: at.toMillis(), to: at.toMillis() };
  }
  return dayNamed(text, zone, now);
}

const DAYS_AGO: Readonly<Record<string, number>> = { today: 0, 今天: 0, yesterday: 1, 昨天: 1, 前天: 2 };

function dayNamed(text: string, zone: string, now: Instant): Period {
  const ago = Object.hasOwn(DAYS_AGO, text) ? DAYS_AGO[text] : undefined;
  if (ago !== undefined)
    return dayOf(DateTime.fromMillis(now, { zone }).startOf('day').minus({ days: ago }).toMillis(), zone);
  const day = DateTime.fromFormat(text, 'yyyy-MM-dd', { zone });
  if (day.isValid) return dayOf(day.toMillis(), zone);
  throw new TelephonyError(
    'REFUSED',
    `${text}: 2026-10-01, 2026-10-01T08:00, today, yesterday, 24h, 7d would be right`,
  );
}

const AGO: Readonly<Record<string, number>> = { this: 0, 本月: 0, 今年: 0, last: 1, 上月: 1, 去年: 1 };

function monthNamed(text: string, zone: string, now: Instant): Period {
  const found = stretchNamed(text, 'month', { form: 'yyyy-MM', zone, now });
  if (found !== undefined) return found;
  throw new TelephonyError('REFUSED', `${text}: 2026-10, this, last would be right`);
}

function yearNamed(text: string, zone: string, now: Instant): Period {
  const found = stretchNamed(text, 'year', { form: 'yyyy', zone, now });
  if (found !== undefined) return found;
  throw new TelephonyError('REFUSED', `${text}: 2026, this, last would be right`);
}

function stretchNamed(
  text: string,
  unit: 'month' | 'year',
  { form, zone, now }: { readonly form: string; readonly zone: string; readonly now: Instant },
): Period | undefined {
  const ago = Object.hasOwn(AGO, text) ? AGO[text] : undefined;
  const at =
    ago === undefined
      ? DateTime.fromFormat(text, form, { zone })
      : DateTime.fromMillis(now, { zone })
          .startOf(unit)
          .minus({ [`${unit}s`]: ago });
  return at.isValid ? stretchOf(at.toMillis(), zone, unit) : undefined;
}

function stretchOf(at: Instant, zone: string, unit: ReportName): Period {
  const begin = DateTime.fromMillis(at, { zone }).startOf(unit);
  return {
    from: begin.toMillis(),
    to: begin
      .plus({ [`${unit}s`]: 1 })
      .startOf(unit)
      .toMillis(),
  };
}
