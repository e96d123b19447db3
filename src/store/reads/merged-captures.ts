// SPDX-License-Identifier: GPL-2.0-or-later
// How many callers of some queues rang again while they were promised a callback already?

import type { Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

/** Captures of a time that were attached to a promise that was open. */
export async function mergedCaptures(
  reads: Reads,
  { from, to, queues }: { readonly from: Instant; readonly to: Instant; readonly queues: readonly string[] },
): Promise<number> {
  const { count } = await reads
    .selectFrom('capture')
    .innerJoin('callbackRequest', 'callbackRequest.id', 'capture.request')
    .where('capture.capturedAt', '>=', from)
    .where('capture.capturedAt', '<', to)
    .whereRef('capture.capturedAt', '>', 'callbackRequest.createdAt')
    .where('callbackRequest.queue', 'in', queues)
    .select((is) => is.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}
