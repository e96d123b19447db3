// SPDX-License-Identifier: GPL-2.0-or-later
// How many callers came in each minute of a time, by some access numbers? Read off the thread that routes calls.

import type { Duration, Instant } from '../../kernel/index.js';
import type { Reads } from './question.js';

const MINUTE: Duration = 60_000;

/** By minute from the first on; a minute in which nobody came is 0. */
export async function arrivals(
  reads: Reads,
  {
    accessNumbers,
    from,
    to,
    queues,
  }: {
    readonly accessNumbers: readonly string[];
    readonly from: Instant;
    readonly to: Instant;
    /** Of these queues alone. */
    readonly queues?: readonly string[] | undefined;
  },
): Promise<readonly number[]> {
  const rows = await reads
    .selectFrom('call')
    .innerJoin('contact', 'contact.id', 'call.id')
    .where('call.offeredAt', '>=', from)
    .where('call.offeredAt', '<', to)
    .where('call.accessNumber', 'in', accessNumbers)
    .where('contact.direction', '=', 'inbound')
    .$if(queues !== undefined, (calls) => calls.where('call.queue', 'in', queues ?? []))
    .select('call.offeredAt')
    .execute();
  const minutes: number[] = Array.from({ length: Math.ceil((to - from) / MINUTE) }, () => 0);
  for (const { offeredAt } of rows) {
    const nth = Math.floor((offeredAt - from) / MINUTE);
    minutes[nth] = (minutes[nth] ?? 0) + 1;
  }
  return minutes;
}
