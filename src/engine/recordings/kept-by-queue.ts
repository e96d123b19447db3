// SPDX-License-Identifier: GPL-2.0-or-later
// How long does each queue keep its recordings that says so?

import type { Duration } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** By the name of the queue. */
export function keptByQueue({ queues }: Rooms['config']): Readonly<Record<string, Duration>> {
  return Object.fromEntries(
    queues.flatMap(({ name, keepRecordings: kept }) => (kept === undefined ? [] : [[name, kept]])),
  );
}
