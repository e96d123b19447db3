// SPDX-License-Identifier: GPL-2.0-or-later
// Of which days are the figures due? Of every day once, from a time of the next one on; pure.

import { DateTime } from 'luxon';
import { type Instant, zoneNamed } from '../kernel/index.js';

/** After a longer absence the days before have had nothing to tell. */
const MOST_DAYS = 7;

export interface Daily {
  /** The last day whose figures were put into the outbox; undefined: nobody has asked yet. */
  readonly done: string | undefined;
  /** Now, in UTC. */
  readonly at: Instant;
  readonly zone: string;
  /** `08:00`. */
  readonly time: string;
}

/** The days whose figures are due now, the oldest first, and the last that has become due. */
export function dueDays({ done, at, zone, time }: Daily): { readonly days: readonly string[]; readonly last: string } {
  const now = DateTime.fromMillis(at, { zone: zoneNamed(zone) });
  const past = now.toFormat('HH:mm') >= time;
  const last = now.startOf('day').minus({ days: past ? 1 : 2 });
  if (done === undefined) return { days: [], last: last.toISODate() ?? '' };
  const days: string[] = [];
  for (let day = last; days.length < MOST_DAYS && (day.toISODate() ?? '') > done; day = day.minus({ days: 1 }))
    days.unshift(day.toISODate() ?? '');
  return { days, last: last.toISODate() ?? '' };
}

/** When a day of a zone begins: an instant within it. */
export function beginningOf(day: string, zone: string): Instant {
  return DateTime.fromISO(day, { zone }).toMillis();
}
