// SPDX-License-Identifier: GPL-2.0-or-later
// What may be asked and told about how long records are kept? Holds, and what is over its time.

import type { HoldAsked } from '../cdr/index.js';
import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import type { ControlMethod } from './control-connection.js';

const ACTIONS = 'holds, hold, release, prune, broken';

/** `{ action: 'holds' | 'hold' | 'release' | 'prune' | 'broken', ... }`; `prune` with `dryRun` deletes nothing. */
export function recordsMethod({ kept }: Pick<Box, 'kept'>): ControlMethod {
  return async ({ action, ...params }) => {
    const text = (name: string) => (typeof params[name] === 'string' ? params[name] : '');
    switch (action) {
      case 'holds':
        return kept.holds({ all: params.all === true });
      case 'hold': {
        const asked = { subject: text('subject'), reason: text('reason'), by: text('by') };
        return kept.hold({ ...asked, kind: text('kind') as HoldAsked['kind'] });
      }
      case 'release':
        return kept.release(text('hold'), text('by'));
      case 'broken':
        return kept.broken();
      case 'prune':
        return params.dryRun === true ? kept.over() : kept.tidy();
      default:
        throw new TelephonyError('REFUSED', `${action}: ${ACTIONS} would be right`);
    }
  };
}
