// SPDX-License-Identifier: GPL-2.0-or-later
// Who runs the trough machine? One actor.

import { Actor, type Clock } from '../kernel/index.js';
import type { TroughSettings } from './settings.js';
import { noTrough, type TroughEffect, type TroughEvent, type TroughState, troughMachine } from './trough-machine.js';

export type Trough = Actor<TroughState, TroughEvent, TroughEffect>;

/** A box that has not been looked at yet; `perform` hears of beginnings and ends. */
export function beginTrough(clock: Clock, settings: TroughSettings, perform: (effect: TroughEffect) => void): Trough {
  return new Actor(troughMachine, noTrough(settings), clock, perform);
}
