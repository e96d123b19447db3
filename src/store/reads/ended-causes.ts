// SPDX-License-Identifier: GPL-2.0-or-later
// With which causes did the calls of some queues and agents end? Of all calls the sums of quarters know it.

import type { Instant } from '../../kernel/index.js';
import { LONGEST_CALL } from './measured.js';
import type { Reads } from './question.js';
import { isWithin, type Reach } from './within-reach.js';

/** Calls that ended in a time, by direction and Q.850 cause. */
export async function endedCauses(
  reads: Reads,
  { from, to, reach }: { readonly from: Instant; readonly to: Instant; readonly reach: Reach },
): Promise<readonly { readonly direction: string; readonly cause: number; readonly calls: number }[]> {
  const rows = await reads
    .selectFrom('call')
    .where('offeredAt', '>=', from - LONGEST_CALL)
    .where('offeredAt', '<', to)
    .where('endedAt', '>=', from)
    .where('endedAt', '<', to)
    .where('cause', 'is not', null)
    .where((is) => isWithin(is, reach))
    .select(['direction', 'cause', (is) => is.fn.countAll<number>().as('calls')])
    .groupBy(['direction', 'cause'])
    .execute();
  return rows.map(({ direction, cause, calls }) => ({ direction, cause: cause ?? 0, calls }));
}
