// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls of which time does a detail report ask the records for?

import { type DetailName, periodOf, type TimeAsked } from '../../report/index.js';
import type { Reach } from '../../store/index.js';
import type { Web } from '../web.js';

interface Only {
  readonly queue?: string | undefined;
  readonly agent?: string | undefined;
  readonly accessNumber?: string | undefined;
}

/** Throws REFUSED for a time that is none. */
export function detailAsked(
  { clock, people }: Web,
  name: DetailName,
  { queue, agent, accessNumber, ...time }: TimeAsked & Only,
  reach: Reach | undefined,
) {
  const now = Math.round(clock.now());
  const { day, month, year, from, to } = time;
  const period = periodOf({ day, month, year, from, to }, 'day', { zone: people.directory.zone, now });
  const direction = name === 'incoming' ? ('inbound' as const) : ('outbound' as const);
  return { ...period, direction, queue, agent, accessNumber, reach, now };
}
