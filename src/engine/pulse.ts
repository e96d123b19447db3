// SPDX-License-Identifier: GPL-2.0-or-later
// Is the box alive? How far its threads have come, asked of each; for whoever watches over it.

import type { MediaPort } from '../native/index.js';
import type { Store } from '../store/index.js';

/** Two pulses in a row tell: what has not moved between them stands still. */
export interface Pulse {
  /** Of the media thread, 50 a second. */
  readonly ticks: number;
  /** Of the signalling thread, at least one a second. */
  readonly signallingTurns: number;
}

/** Resolves when the store's writer has answered; rejects when it cannot write any more. A full disk is no such thing. */
export async function feelPulse(media: MediaPort, store: Store): Promise<Pulse> {
  await store.commit(store.batch(), { finishing: true }); // an empty one goes through the writer and writes nothing
  const { ticks, signallingTurns } = media.counters();
  return { ticks, signallingTurns };
}
