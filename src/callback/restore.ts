// SPDX-License-Identifier: GPL-2.0-or-later
// What is a request after the box was stopped in the middle of it? Its last row says, cautiously read.

import type { CallbackEvent, CallbackState } from './callback-state.js';
import { exhausted } from './retry.js';
import type { AttemptRow, RequestRow } from './rows.js';
import type { CallbackSettings } from './settings.js';

/** The state that a row stands for, and the event that puts it right: nothing for a request that was simply open. */
export function restoredState(
  row: RequestRow,
  attempts: readonly AttemptRow[],
  settings: CallbackSettings,
): { readonly state: CallbackState; readonly event: CallbackEvent | undefined } {
  const { state: name, leaseOwner, leaseUntil, attempt: attemptId, closedAt: _, reason: __, ...request } = row;
  const wrongDigits = wrongDigitsOf(row.id, attempts);
  const wasAbandoned = attempts.some((one) => one.request === row.id && one.outcome === 'dropped');
  const known = {
    ...{ request, settings, promising: [] },
    ...(wrongDigits === undefined ? {} : { wrongDigits }),
    ...(wasAbandoned && { wasAbandoned: true as const }),
  };
  const attempt = attempts.find(({ id, outcome }) => id === attemptId && outcome === undefined);
  if (attempt !== undefined) {
    // The telephone may have rung, or not: whether the row got as far as the exchange cannot be known.
    const state: CallbackState = { ...known, phase: { name: 'dialling', attempt, until: 0 } };
    return { state, event: { type: 'failed', attempt: attempt.id, outcome: 'interrupted' } };
  }
  if (name !== 'leased') {
    const over = exhausted(request, settings) !== undefined; // the attempt that was cut off may have been the last
    return { state: { ...known, phase: { name: 'open' } }, event: over ? { type: 'configured', settings } : undefined };
  }
  const phase = { name, lease: row.id, owner: leaseOwner ?? '', until: leaseUntil ?? 0 } as const;
  return { state: { ...known, phase }, event: { type: 'released', lease: row.id } };
}

/** What an earlier attempt of the request has dialled in vain. */
function wrongDigitsOf(request: string, attempts: readonly AttemptRow[]): string | undefined {
  return attempts.find((attempt) => attempt.request === request && attempt.outcome === 'badNumber')?.dialled;
}
