// SPDX-License-Identifier: GPL-2.0-or-later
// Which day, week, month or year of a scheduled report is due? The last one that has ended, once; pure.

import { DateTime } from 'luxon';
import type { Instant } from '../kernel/index.js';
import type { ReportName } from './days.js';
import type { Period } from './metrics.js';

/** A schedule, and what has gone out by it. */
export interface Due {
  readonly every: ReportName;
  /** `08:00`, in the zone. */
  readonly at: string;
  readonly zone: string;
  /** Now, in UTC. */
  readonly now: Instant;
}

/** The last stretch whose report is due by now, and its name: the day on which it begins. */
export function lastDue({ every, at, zone, now }: Due): Period & { readonly time: string } {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  const here = DateTime.fromMillis(now, { zone });
  const begun = here.startOf(every);
  const isPast = here >= begun.set({ hour: hours, minute: minutes });
  const to = isPast ? begun : begun.minus({ [every]: 1 });
  const from = to.minus({ [every]: 1 });
  return { from: from.toMillis(), to: to.toMillis(), time: from.toISODate() ?? '' };
}
