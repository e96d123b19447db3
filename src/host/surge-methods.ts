// SPDX-License-Identifier: GPL-2.0-or-later
// What can be asked of a running box about its surge control? How it stands, on or off by hand, and whether early media is heard.

import type { Box, SurgeStatus } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { durationOf, inUtc } from '../kernel/index.js';
import type { ControlMethod } from './control-connection.js';
import { optional, text } from './shop-methods.js';

type Params = Readonly<Record<string, unknown>>;

const USUAL_WAIT = '5min';

/** The methods of a box's socket that are about waves. */
export function surgeMethods(
  box: Pick<Box, 'clock' | 'earlyMedia' | 'surge'>,
): Readonly<Record<string, ControlMethod>> {
  return {
    surge: () => standing(box),
    'surge.say': async (params, { by }) => {
      const is = text(params, 'is');
      const accessNumber = optional(params, 'accessNumber');
      if (is === 'byThresholds') await box.surge.unsay({ accessNumber }, by.actor);
      else if (is === 'on' || is === 'off') await box.surge.say(is, { accessNumber, ...endOf(params) }, by.actor);
      else throw new TelephonyError('REFUSED', `${is}: on, off or byThresholds would be right`);
      return standing(box);
    },
    'lines.testEarlyMedia': (params, { signal }) =>
      box.earlyMedia.run(
        {
          group: optional(params, 'group'),
          from: optional(params, 'from'),
          within: length(optional(params, 'within') ?? USUAL_WAIT, 'within'),
        },
        signal,
      ),
  };
}

/** What is said by hand goes by UTC already. */
function standing({ clock, surge }: Pick<Box, 'clock' | 'surge'>): SurgeStatus {
  const { controls, ...byHand } = surge.status;
  return { ...inUtc({ controls }, clock), ...byHand };
}

function endOf(params: Params): { readonly until?: string; readonly within?: number } {
  const until = optional(params, 'until');
  const within = optional(params, 'for');
  if (until !== undefined && within !== undefined)
    throw new TelephonyError('REFUSED', 'one of until and for would be right');
  return {
    ...(until !== undefined && { until }),
    ...(within !== undefined && { within: length(within, 'for') }),
  };
}

function length(written: string, name: string): number {
  const found = durationOf(written);
  if (found !== undefined && found > 0) return found;
  throw new TelephonyError('REFUSED', `${name} ${written}: 30min, 2h would be right`);
}
