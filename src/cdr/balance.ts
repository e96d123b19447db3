// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box's account balance? Every call that was offered ended in one way, by the rows and by the event log.

import { INBOUND_ENDS, type InboundEnd } from '../bus/index.js';
import { type CallCounts, callAccount, type Reads } from '../store/index.js';

/** Inbound calls by how they ended. */
export type CallTotals = Readonly<Record<InboundEnd | 'offered' | 'inProgress', number>>;

/** Both accounts; `balanced`: each adds up, and they are equal. */
export interface Balance {
  readonly calls: CallTotals;
  readonly log: CallTotals;
  readonly balanced: boolean;
}

/** offered = all the ways in which a call can end + in progress. */
export async function balance(reads: Reads): Promise<Balance> {
  const account = await callAccount(reads);
  const [calls, log] = [totalsOf(account.calls), totalsOf(account.log)];
  const equal = [...INBOUND_ENDS, 'offered' as const, 'inProgress' as const].every((key) => calls[key] === log[key]);
  return { calls, log, balanced: equal && addsUp(calls) && addsUp(log) };
}

/** The box identity. */
export function addsUp(totals: CallTotals): boolean {
  return totals.offered === INBOUND_ENDS.reduce((sum, end) => sum + totals[end], totals.inProgress);
}

function totalsOf({ offered, ended }: CallCounts): CallTotals {
  const ends = INBOUND_ENDS.map((end) => [end, ended.get(end) ?? 0] as const);
  const byEnd = Object.fromEntries(ends) as Record<InboundEnd, number>;
  return { offered, ...byEnd, inProgress: ended.get('inProgress') ?? 0 };
}
