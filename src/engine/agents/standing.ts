// SPDX-License-Identifier: GPL-2.0-or-later
// What do the queues choose by that lasts longer than a run, or ends with the day? Whose turn it is, and when agents' sums begin anew.

import type { Acd, Turn } from '../../acd/index.js';
import { timeAfter } from '../../dialling/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { LeftOver } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

const KEY = 'circle.';
const LOOKED_EVERY: Duration = 3_600_000; // the system's clock may be set meanwhile

/** Writes whose turn it is in a queue that goes round. */
export function keepTurn({ records }: Pick<Rooms, 'records'>, queue: string, turn: Turn): void {
  const row = { key: KEY + queue, value: JSON.stringify(turn), at: records.now() };
  records.write(records.batch().put('setting', row), 'a turn');
}

/** Queues go on where the last run left them, and what agents have done is counted anew with each day. */
export function beginStanding(rooms: Pick<Rooms, 'clock' | 'config'>, acd: Acd, turns: LeftOver['turns']): void {
  for (const { key, value } of turns) acd.resume(key.slice(KEY.length), JSON.parse(value) as Turn);
  rollOver(rooms, acd);
}

/** At the time of day that the file names, in its zone. */
function rollOver(rooms: Pick<Rooms, 'clock' | 'config'>, acd: Acd, due?: Instant): void {
  const { clock, config } = rooms;
  const utc = clock.utc(clock.now());
  if (due !== undefined && due <= utc) acd.rollOver();
  const next = timeAfter(config.zone, utc, config.dayBegins) ?? utc + LOOKED_EVERY;
  clock.at(clock.now() + Math.min(next - utc, LOOKED_EVERY), () => rollOver(rooms, acd, next));
}
