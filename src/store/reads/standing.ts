// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in a data directory, box or no box? For the doctor.

import type { Instant } from '../../kernel/index.js';
import { lastAlive } from '../lifetime.js';
import type { Reads } from './question.js';

/** How many promises are open. */
export async function openPromises(reads: Reads): Promise<number> {
  const { count } = await reads
    .selectFrom('callbackRequest')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

/** Channels that are busied out, and alarms that nobody cleared. */
export async function standing(reads: Reads) {
  const channels = await reads.selectFrom('busiedOut').select('channel').orderBy('at').execute();
  const alarms = await reads.selectFrom('alarm').selectAll().where('clearedAt', 'is', null).execute();
  return { busiedOut: channels.map(({ channel }) => channel), alarms };
}

/** When the box last gave a sign of life; null: it has never lived. */
export async function alive(reads: Reads): Promise<Instant | null> {
  return (await lastAlive(reads)) ?? null;
}
