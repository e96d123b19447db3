// SPDX-License-Identifier: GPL-2.0-or-later
// Where was a caller in flows, when, with which keys? What the events of flows say of a call, in their order.

import type { Reads } from './question.js';
import type { ToldEvent } from './told-events.js';

const TYPES = ['flow.entered', 'flow.came', 'flow.left'] as const;
const MOST = 2_000;

/** The steps of a call; the first of them, of one that went round and round. */
export async function flowTrace(
  reads: Reads,
  { call }: { readonly call: string },
): Promise<readonly Pick<ToldEvent, 'type' | 'at' | 'facts'>[]> {
  const rows = await reads
    .selectFrom('event')
    .select(['type', 'at', 'detail'])
    .where('call', '=', call)
    .where('type', 'in', TYPES)
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(({ type, at, detail }) => ({ type, at, facts: detail === null ? {} : JSON.parse(detail) }));
}
