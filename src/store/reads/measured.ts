// SPDX-License-Identifier: GPL-2.0-or-later
// Which records does a report of a time look at?

import type { Duration, Instant } from '../../kernel/index.js';
import type { SegmentRow } from '../record-rows.js';
import type { AgentStateRow } from '../rows.js';
import type { Reads } from './question.js';

const LONGEST_CALL: Duration = 24 * 3_600_000; // a segment of a time is of a call that was offered in it, or at most so long before

/** The segments of calls of a time, agents' states, and contacts that began in it. */
export interface Measured {
  readonly segments: readonly SegmentRow[];
  readonly states: readonly AgentStateRow[];
  readonly contacts: readonly {
    readonly direction: 'inbound' | 'outbound' | 'internal';
    readonly startedAt: Instant;
    readonly disposition: string | null;
  }[];
}

/** For a time of some days: it is answered whole. */
export async function measured(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<Measured> {
  const segments = await reads
    .selectFrom('call')
    .innerJoin('segment', (on) => on.on((is) => is('segment.contact', '=', is.fn.coalesce('call.contact', 'call.id'))))
    .where('call.offeredAt', '>=', from - LONGEST_CALL)
    .where('call.offeredAt', '<', to)
    .whereRef('segment.call', '=', 'call.id')
    .where((is) => is.or([is('segment.toAt', 'is', null), is('segment.toAt', '>=', from)]))
    .selectAll('segment')
    .execute();
  const states = await reads
    .selectFrom('agentState')
    .selectAll()
    .where('startedAt', '<', to)
    .where((is) => is.or([is('endedAt', 'is', null), is('endedAt', '>=', from)]))
    .execute();
  const contacts = await reads
    .selectFrom('call')
    .innerJoin('contact', 'contact.id', 'call.id')
    .where('call.offeredAt', '>=', from)
    .where('call.offeredAt', '<', to)
    .select(['contact.direction', 'contact.startedAt', 'contact.disposition'])
    .execute();
  return { segments, states, contacts };
}
