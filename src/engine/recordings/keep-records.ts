// SPDX-License-Identifier: GPL-2.0-or-later
// Who keeps the records of this box, and for how long?

import { Keeping } from '../../cdr/index.js';
import type { Rooms } from '../rooms/index.js';

/** The keeper, by the configuration as it is at the time. */
export function keepRecords(rooms: Rooms): Keeping {
  const { store, ids, records } = rooms;
  const retention = () => {
    const { recordings, calls, legs = calls, events = calls } = rooms.config.retention;
    return { recordings, calls, legs, events };
  };
  return new Keeping({ store, ids, now: () => records.now(), retention });
}
