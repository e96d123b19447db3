// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box's account balance? Every call that was offered ended in one way, by the rows and by the event log.

import { type CallCounts, callAccount, type Reads } from '../store/index.js';

/** Inbound calls by how they ended. */
export interface CallTotals {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly captured: number;
  readonly captureOnly: number;
  readonly refused: number;
  readonly interrupted: number;
  readonly inProgress: number;
}

/** Both accounts; `balanced`: each adds up, and they are equal. */
export interface Balance {
  readonly calls: CallTotals;
  readonly log: CallTotals;
  readonly balanced: boolean;
}

const ENDS = ['answered', 'abandoned', 'captured', 'captureOnly', 'refused', 'interrupted'] as const;

/** offered = answered + abandoned + captured + captureOnly + refused + interrupted + in progress. */
export async function balance(reads: Reads): Promise<Balance> {
  const account = await callAccount(reads);
  const [calls, log] = [totalsOf(account.calls), totalsOf(account.log)];
  const equal = ([...ENDS, 'offered', 'inProgress'] as const).every((key) => calls[key] === log[key]);
  return { calls, log, balanced: equal && addsUp(calls) && addsUp(log) };
}

/** The box identity. */
export function addsUp(totals: CallTotals): boolean {
  return totals.offered === ENDS.reduce((sum, end) => sum + totals[end], totals.inProgress);
}

function totalsOf({ offered, ended }: CallCounts): CallTotals {
  const of = (key: string) => ended.get(key) ?? 0;
  return {
    offered,
    answered: of('answered'),
    abandoned: of('abandoned'),
    captured: of('captured'),
    captureOnly: of('captureOnly'),
    refused: of('refused'),
    interrupted: of('interrupted'),
    inProgress: of('inProgress'),
  };
}
