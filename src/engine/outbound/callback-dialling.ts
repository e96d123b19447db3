// SPDX-License-Identifier: GPL-2.0-or-later
// How is a customer dialled, and over which channels? May he be, in which form of his number, over which trunk group.

import type { TrunkLeg } from '../../call/index.js';
import type { AttemptOutcome } from '../../callback/index.js';
import { normalise, prepareCall } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import { callbackTrunk, outgoingTrunks, type Rooms } from '../rooms/index.js';
import type { Dialled } from './callback-call.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'calls' | 'config' | 'doNotCall' | 'lines' | 'plan'>;

/** How a number is dialled now, or why not. `wrongDigits`: the exchange did not know this form of it. */
export function howToDial(
  { config, plan, doNotCall }: Needs,
  canonical: string,
  wrongDigits?: string,
): Dialled | { readonly refused: AttemptOutcome } {
  const number = normalise(canonical, plan);
  const { show } = config.callback;
  const prepared = number && prepareCall(number, callbackTrunk(config), doNotCall, show === undefined ? {} : { show });
  if (!prepared?.permitted) return { refused: prepared?.reason ?? 'notCallable' };
  const { digits, other = digits } = prepared;
  return { prepared, digits: digits === wrongDigits ? other : digits };
}

/** Dials; undefined: there is no channel for it. */
export function dialCustomer(rooms: Needs, { prepared, digits }: Dialled, ringFor: Duration): TrunkLeg | undefined {
  const calling = prepared.presented === undefined ? {} : { calling: { digits: prepared.presented, plan: 1 } };
  try {
    // Over one channel: where the exchange wants another one, that is another SETUP, and so another attempt.
    return rooms.calls.dial(outgoingTrunks(rooms).choose(), { called: { digits, plan: 1 }, ringFor, ...calling });
  } catch (error) {
    if (!(error instanceof TelephonyError)) throw error;
    return undefined;
  }
}
