// SPDX-License-Identifier: GPL-2.0-or-later
// How does a call go out that must, though every channel is taken? One that somebody can spare is given up, and waited for.

import { isEmergency } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

const TRIED_EVERY = 200;
const TRIED_FOR = 5_000;

/**
 * Dials, whatever it is for. Throws what `dial` throws, but NO_CHANNEL for an emergency number: then it is tried again until there is one, or
 * `failed` is told. Gives the end of trying.
 */
export function untilChannel(
  { channelWanted, clock, plan }: Pick<Rooms, 'channelWanted' | 'clock' | 'plan'>,
  digits: string,
  dial: () => void,
  failed: () => void,
): Cancel {
  if (dialled(dial, isEmergency(digits, plan))) return () => {};
  channelWanted.emit();
  const last = clock.now() + TRIED_FOR;
  const again = () => {
    if (dialled(dial, true)) return;
    if (clock.now() >= last) failed();
    else stop = clock.at(clock.now() + TRIED_EVERY, again);
  };
  let stop = clock.at(clock.now() + TRIED_EVERY, again);
  return () => stop();
}

/** False: no channel was free, and that is to be `borne`. */
function dialled(dial: () => void, borne: boolean): boolean {
  try {
    dial();
    return true;
  } catch (error) {
    if (borne && error instanceof TelephonyError && error.code === 'NO_CHANNEL') return false;
    throw error;
  }
}
