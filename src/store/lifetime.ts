// SPDX-License-Identifier: GPL-2.0-or-later
// Until when did the box live? A sign of life on the disk now and then, so that what a crash cut off ends at its true time.

import type { Instant } from '../kernel/index.js';
import type { Batch } from './batch.js';
import type { Reads } from './reads/question.js';

/** Why a state ended that did not end by itself. */
export const BOX_STOPPED = 'boxStopped';

/** Why a call ended that was up when the box crashed. */
export const CRASH = 'crash';

const ALIVE = 'alive';

/** Writes that the box lives. */
export function putAlive(batch: Batch, at: Instant): Batch {
  return batch.put('setting', { key: ALIVE, value: '', at });
}

/** When the last sign of life was written, be it one of these or an event; undefined: the box has never lived. */
export async function lastAlive(reads: Reads): Promise<Instant | undefined> {
  const sign = await reads.selectFrom('setting').select('at').where('key', '=', ALIVE).executeTakeFirst();
  const event = await reads.selectFrom('event').select('at').orderBy('id', 'desc').limit(1).executeTakeFirst();
  const times = [sign?.at, event?.at].filter((at) => at !== undefined);
  return times.length === 0 ? undefined : Math.max(...times);
}

/** Ends what agents are doing: the box stopped at `at`. */
export function endAgents(batch: Batch, at: Instant): Batch {
  return batch.endAgentStates(at, BOX_STOPPED).event('agents.cutOff', { reason: BOX_STOPPED }, at);
}
