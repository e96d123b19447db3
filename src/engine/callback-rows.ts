// SPDX-License-Identifier: GPL-2.0-or-later
// How do a callback's changes stand in the database? Rows as they are, and the business event of each.

import type { AttemptRow, CallbackChange, CaptureRow, RequestRow } from '../callback/index.js';
import type { Instant } from '../kernel/index.js';
import type { Batch, CallbackAttemptRow, CallbackRequestRow } from '../store/index.js';

/** Writes changes into a batch, requests first: captures and attempts refer to them. */
export function putCallbackChanges(batch: Batch, changes: readonly CallbackChange[], at: Instant): Batch {
  const rank = (change: CallbackChange) => (change.type === 'request' ? 0 : 1);
  for (const change of [...changes].sort((a, b) => rank(a) - rank(b))) {
    switch (change.type) {
      case 'request':
        putRequest(batch, change.row, change.fact, attemptIn(changes), at);
        break;
      case 'attempt':
        putAttempt(batch, change.row);
        break;
      case 'capture':
        putCapture(batch, change.row, changes, at);
        break;
      case 'doNotCall':
        batch.put('doNotCall', { number: change.number, at: Math.round(change.at), reason: 'optOut', by: 'customer' });
        batch.event('doNotCall.added', { number: change.number, reason: 'optOut' }, Math.round(at));
    }
  }
  return batch;
}

function attemptIn(changes: readonly CallbackChange[]): AttemptRow | undefined {
  return changes.find((change) => change.type === 'attempt')?.row;
}
