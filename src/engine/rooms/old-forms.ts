// SPDX-License-Identifier: GPL-2.0-or-later
// Whose are the promises that an older version wrote down? Numbers in another form than today's are the same numbers.

import type { AttemptRow, CallbackChange, RequestRow } from '../../callback/index.js';
import { listKey, type NumberPlan } from '../../dialling/index.js';
import type { Instant } from '../../kernel/index.js';

/** What the last run left, by the numbers as they are known now; `changes` are to be written before anything of it changes. */
export interface Known {
  readonly requests: readonly RequestRow[];
  readonly attempts: readonly AttemptRow[];
  readonly changes: readonly CallbackChange[];
}

/** Open requests that turn out to be of one number are one: the oldest, with the calls and promises of all. Pure. */
export function byPresentForms(
  { requests, attempts }: { readonly requests: readonly RequestRow[]; readonly attempts: readonly AttemptRow[] },
  plan: NumberPlan,
  at: Instant,
): Known {
  const named = <Row extends { readonly number: string }>(row: Row): Row => ({
    ...row,
    number: listKey(row.number, plan),
  });
  const groups = new Map<string, RequestRow[]>();
  for (const row of [...requests].sort((a, b) => a.enqueuedAt - b.enqueuedAt)) {
    const { number } = named(row);
    groups.set(number, [...(groups.get(number) ?? []), row]);
  }
  const known = [...groups.values()].map((group) => merged(group.map(named), at));
  return {
    requests: known.map(({ request }) => request),
    attempts: attempts.map(named),
    changes: known.flatMap(({ changes }) => changes),
  };
}

/** The first goes on; the others are closed first, as no number may have two that are open. */
function merged(
  group: readonly RequestRow[],
  at: Instant,
): { readonly request: RequestRow; readonly changes: readonly CallbackChange[] } {
  const [first, ...others] = group as [RequestRow, ...RequestRow[]];
  if (others.length === 0) return { request: first, changes: [] };

  const closed = others.map((row): CallbackChange => {
    const { leaseOwner: _, leaseUntil: __, ...rest } = row;
    return { type: 'request', fact: 'givenUp', row: { ...rest, state: 'givenUp', closedAt: at, reason: 'merged' } };
  });
  const request = {
    ...first,
    promised: group.some(({ promised }) => promised),
    grade: Math.max(...group.map(({ grade }) => grade)),
    captures: group.reduce((sum, { captures }) => sum + captures, 0),
    setups: Math.max(...group.map(({ setups }) => setups)),
    due: Math.min(...group.map(({ due }) => due)),
    expiresAt: Math.max(...group.map(({ expiresAt }) => expiresAt)),
  };
  return { request, changes: [...closed, { type: 'request', row: request }] };
}
