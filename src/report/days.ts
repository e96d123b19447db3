// SPDX-License-Identifier: GPL-2.0-or-later
// When does a day begin and end? By the clock on the wall of a zone: it has 23, 24 or 25 hours.

import { DateTime } from 'luxon';
import type { Instant } from '../kernel/index.js';
import type { Period } from './metrics.js';

/** The day of a zone in which an instant lies. */
export function dayOf(at: Instant, zone: string): Period {
  const begin = DateTime.fromMillis(at, { zone }).startOf('day');
  return { from: begin.toMillis(), to: begin.plus({ days: 1 }).startOf('day').toMillis() };
}

/** The days of a zone that a period touches, in their order. */
export function daysOf({ from, to }: Period, zone: string): Period[] {
  const days: Period[] = [];
  for (let at = from; at < to; at = days.at(-1)?.to ?? to) days.push(dayOf(at, zone));
  return days;
}
