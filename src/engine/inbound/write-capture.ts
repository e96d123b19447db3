// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller's number get to the disk before anything is promised? One batch, in time or not at all.

import type { Callbacks, CapturedCall } from '../../callback/index.js';
import { type CallHistory, writeCall } from '../../cdr/index.js';
import { putCallbackChanges } from '../records/index.js';
import type { Rooms } from '../rooms/index.js';

/**
 * Commits capture, request and call in one batch and gives the request's id; undefined: nothing may be promised. A disk that
 * finishes after the caller was told so is corrected: the capture is removed again, with an event that says it.
 */
export async function writeCapture(
  { records, clock }: Pick<Rooms, 'records' | 'clock'>,
  callbacks: Callbacks,
  captured: CapturedCall,
  history: CallHistory,
): Promise<string | undefined> {
  const { call } = captured;
  const { request, merged, changes } = callbacks.capture(captured);
  const batch = records.batch();
  writeCall(batch, history);
  putCallbackChanges(batch, changes, clock.now());
  const takenBack = () =>
    records.batch().delete('capture', call).event('capture.takenBack', { call, request, merged }, records.now());
  if (await records.promise(batch, takenBack)) {
    callbacks.captureWritten(call);
    return request;
  }
  callbacks.captureFailed(call);
  return undefined;
}
