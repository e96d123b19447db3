// SPDX-License-Identifier: GPL-2.0-or-later
// When is over what somebody says with an end? A time of day is its next one in the shop's zone.

import { timeAfter } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';

/** `14:00`, `2026-10-08`, `2026-10-08T09:00`, as an instant of calendars after `at`. Throws REFUSED for another form, or what is over. */
export function endOf(until: string, zone: string, at: Instant): Instant {
  const [written, day, time = '00:00'] = /^(?:(\d{4}-\d{2}-\d{2})T?)?(\d{2}:\d{2})?$/.exec(until) ?? [];
  const end = written && isTime(time) ? timeAfter(zone, at, time, day) : undefined;
  if (end === undefined)
    throw new TelephonyError('REFUSED', `until ${until}: 14:00, 2026-10-08 or 2026-10-08T09:00 would be right`);
  if (end <= at) throw new TelephonyError('REFUSED', `until ${until}: that is over`);
  return end;
}

const isTime = (time: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(time);
