// SPDX-License-Identifier: GPL-2.0-or-later
// Why does the system begin no callback now though there are promises? The first thing that stands in the way. Pure.

import type { PacingFacts } from './pacing.js';
import type { CallingTime } from './selection.js';
import type { CallbackSettings } from './settings.js';
import type { TroughState } from './trough-machine.js';

/**
 * `window`: outside the hours for callbacks. `surge`: it lasts. `noAgent`: nobody is ready. `busy`: the lines or the callers who wait leave no
 * quiet. `trunks`: callbacks have all the channels that they may use at once.
 */
export type HeldReason = 'window' | 'surge' | 'noAgent' | 'busy' | 'trunks';

/** What it is judged by. */
interface Standing {
  readonly window: CallingTime['window'];
  readonly trough: TroughState;
  readonly pacing: PacingFacts;
  readonly settings: Pick<CallbackSettings, 'maxTrunks' | 'reserve'>;
}

export function heldBy({ window, trough, pacing, settings }: Standing): HeldReason | undefined {
  if (window === 'closed') return 'window';
  if (trough.surging) return 'surge';
  if (trough.phase.name !== 'trough') return trough.last.readyAgents < 1 ? 'noAgent' : 'busy';
  if (pacing.callbackChannels >= settings.maxTrunks) return 'trunks';
  if (pacing.freeChannels <= settings.reserve) return 'busy';
  return pacing.readyAgents <= pacing.withoutAgent ? 'noAgent' : undefined;
}
