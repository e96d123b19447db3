// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the records of this box, and for how long?

import type { Rooms } from '../rooms/index.js';
import { keptByQueue } from './kept-by-queue.js';
import { KeptRecords } from './kept-records.js';

/** The keeper, by the configuration as it is at the time. */
export function keepRecords(rooms: Rooms): KeptRecords {
  const { store, ids, records } = rooms;
  const retention = () => {
    const { recordings, calls, legs = calls, events = calls } = rooms.config.retention;
    return { recordings, calls, legs, events, queues: keptByQueue(rooms.config) };
  };
  return new KeptRecords({ store, ids, now: () => records.now(), retention }, rooms);
}
