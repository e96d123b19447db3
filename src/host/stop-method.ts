// SPDX-License-Identifier: GPL-2.0-or-later
// How is a running box told to stop? At once, or when its last call has ended; and how far is that?

import type { Box } from '../engine/index.js';
import { sleep } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';

/** What the asker is told: which process is to end, how many calls are left, and when it stops at the latest. */
export interface Stopping {
  readonly pid: number;
  readonly calls: number;
  readonly until?: number;
}

const LOOK = 250;

/**
 * `stop` of a box's socket. Without `drain` it stops at once. With it the drain goes on when the asker goes. `cancel` ends
 * one. The items end with the connection: then the box is closing.
 */
export function stopMethod(box: Box, stop: AbortController): ControlMethod {
  return async (params, { item, signal, by }) => {
    if (params.cancel === true) {
      box.drain.cancel();
      return { cancelled: true };
    }
    const { pid } = process;
    if (params.drain !== true) {
      item({ pid, calls: 0 } satisfies Stopping);
      stop.abort(by);
      return null;
    }
    box.drain.begin(typeof params.within === 'number' ? { within: params.within } : {});
    item({ pid, calls: box.drain.status?.calls ?? 0 } satisfies Stopping);
    for (let status = box.drain.status; status !== undefined && !signal.aborted; status = box.drain.status) {
      const { calls, until } = status;
      item({ pid, calls, ...(until === undefined ? {} : { until: box.clock.utc(until) }) } satisfies Stopping);
      await sleep(box.clock, LOOK, signal).catch(() => {});
    }
    return box.drain.isOver ? { cancelled: false } : { cancelled: true };
  };
}
