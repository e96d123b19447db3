// SPDX-License-Identifier: GPL-2.0-or-later
// Is the box alive? How far its threads have come, asked of each; for whoever watches over it.

import type { MediaPort } from '../../native/index.js';
import type { Store } from '../../store/index.js';

/** Two pulses in a row tell: what has not moved between them stands still. */
export interface Pulse {
  /** Of the media thread, 50 a second. */
  readonly ticks: number;
  /** Of the signalling thread, at least one a second. */
  readonly signallingTurns: number;
}

/**
 * Rejects when the store's writer is gone. A disk that is full, slow or dead, and a database that another program holds are no
 * such thing: what waits in memory would be lost with the process.
 */
export async function feelPulse(media: MediaPort, store: Store): Promise<Pulse> {
  store.assertAlive();
  const { ticks, signallingTurns } = media.counters();
  return { ticks, signallingTurns };
}
