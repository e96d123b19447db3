// SPDX-License-Identifier: GPL-2.0-or-later
// What if the sums of reports are not to be trusted, after another zone or a mended database? They are made anew, a few minutes' work at a time.

import type { Config } from '../config/index.js';
import type { Box } from '../engine/index.js';
import type { Period } from '../report/index.js';
import type { ControlMethod } from './control-connection.js';
import { periodAsked } from './record-keeper.js';

/** Marks the sums of a time as stale, and gives the time: until they are made, reports read the records. Rejects with REFUSED. */
export function reportRebuildMethod({ kept, clock }: Pick<Box, 'kept' | 'clock'>, config: () => Config): ControlMethod {
  return async (params): Promise<Period> => {
    const period = periodAsked({ config, now: () => clock.utc(clock.now()) }, params);
    await kept.sumAgain(period);
    return period;
  };
}
