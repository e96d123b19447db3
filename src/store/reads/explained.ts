// SPDX-License-Identifier: GPL-2.0-or-later
// Why did a call go where it went? What routing and matching have written down of it, in its order.

import { factsInFull } from '../short-facts.js';
import type { Reads } from './question.js';
import type { ToldEvent } from './told-events.js';

/** What is told of a route. */
const TYPES = [
  'call.routed',
  'call.matched',
  'call.overflowed',
  'call.moved',
  'call.promoted',
  'call.transferred',
  'offer.timedOut',
  'offer.declined',
  'call.bridged',
] as const;
const MOST = 500;

/** The steps of a call; the first of them, of one that was offered again and again. */
export async function explained(
  reads: Reads,
  { call }: { readonly call: string },
): Promise<readonly Pick<ToldEvent, 'type' | 'at' | 'facts'>[]> {
  const rows = await reads
    .selectFrom('event')
    .select(['type', 'at', 'agent', 'queue', 'detail'])
    .where('call', '=', call)
    .where('type', 'in', TYPES)
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(({ type, at, agent, queue, detail }) => ({
    ...{ type, at },
    facts: {
      ...(queue !== null && { queue }),
      ...(agent !== null && { agent }),
      ...factsInFull(type, detail, { call, queue }),
    },
  }));
}
