// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls does the telephone company charge for? Those that were answered, with how long each line was held from then on.

import type { Duration, Instant } from '../../kernel/index.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

/** A line of a call that was connected and is over. */
export interface BilledCall {
  readonly call: string;
  readonly leg: string;
  readonly direction: string;
  readonly number: string | null;
  readonly accessNumber: string | null;
  readonly accessName: string | null;
  readonly queue: string | null;
  readonly agent: string | null;
  readonly offeredAt: Instant;
  readonly lasted: Duration;
}

/** Of calls that were offered in a time, in that order. */
export async function billedCalls(
  reads: Reads,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { after, most }: PageAsked,
): Promise<Page<BilledCall>> {
  const all = reads
    .selectFrom('call')
    .where('offeredAt', '<', to)
    .select(['id', 'accessNumber', 'accessName', 'queue', 'agent', 'offeredAt'])
    .orderBy('offeredAt')
    .orderBy('id')
    .limit(most + 1);
  const read = await (after === undefined
    ? all.where('offeredAt', '>=', from)
    : all.where((is) => is(is.refTuple('offeredAt', 'id'), '>', is.tuple(after.at, after.id)))
  ).execute();
  const { rows: calls, next } = pageOf(read, most, ({ offeredAt, id }) => ({ at: offeredAt, id }));
  const legs = await reads
    .selectFrom('leg')
    .where(
      'call',
      'in',
      calls.map(({ id }) => id),
    )
    .where('kind', '=', 'trunk')
    .where('answeredAt', 'is not', null)
    .where('endedAt', 'is not', null)
    .select(['call', 'id', 'direction', 'number', 'answeredAt', 'endedAt'])
    .execute();
  const byId = new Map(calls.map((call) => [call.id, call]));
  const rows = legs.flatMap(({ call: id, id: leg, direction, number, answeredAt, endedAt }) => {
    const call = byId.get(id);
    if (call === undefined) return [];
    const { id: _, ...rest } = call;
    return [{ ...rest, call: id, leg, direction, number, lasted: Math.max(0, (endedAt ?? 0) - (answeredAt ?? 0)) }];
  });
  return { rows, next };
}
