// SPDX-License-Identifier: GPL-2.0-or-later
// What goes on at each station: once, or followed, over the socket?

import type { Box, StationStatus } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';
import { optional } from './shop-methods.js';

/**
 * The stations as they are, or one by `station`. With `follow: true` first those as items, each by itself, then each change, until the
 * connection ends; who does not read is cut, for a change that he misses would stand there for good.
 */
export function stationsMethod({ calling }: Pick<Box, 'calling'>): ControlMethod {
  return async (params, { item, signal }) => {
    const station = optional(params, 'station');
    const now = calling.stations.list(station);
    if (params.follow !== true) return now;
    for (const one of now) item(one);
    await new Promise<void>((resolve, reject) => {
      const ends: (() => void)[] = [];
      const end = (settle: () => void) => {
        for (const stop of ends) stop();
        settle();
      };
      const tell = (status: StationStatus) => {
        if (station !== undefined && status.station !== station) return;
        const slow = new TelephonyError('REFUSED', 'you do not read fast enough: ask again');
        if (!item(status) && !signal.aborted) end(() => reject(slow));
      };
      ends.push(calling.stations.changed.on(tell));
      signal.addEventListener('abort', () => end(resolve), { once: true });
      if (signal.aborted) end(resolve);
    });
    return null;
  };
}
