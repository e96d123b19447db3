// SPDX-License-Identifier: GPL-2.0-or-later
// May a call be sent on to a number outside, and at whose cost? The one place through which every forward outside goes.

import { isEmergency } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration } from '../../kernel/index.js';
import { assertOutside } from '../rooms/index.js';
import { dialNumber, type ReachNews, type ReachRooms } from './reach.js';

/** Whose telephone sends it on: with his rights, at his cost. */
export interface Forwarder {
  readonly station: string;
  readonly agent: string | undefined;
}

/** Whether whoever forwards there may call it now. Throws what `assertOutside` does. */
export function forwardable(rooms: ReachRooms, forwarder: Forwarder, digits: string): void {
  assertNoEmergency(rooms, forwarder, digits);
  assertOutside(rooms, { digits, cause: 'forward', ...forwarder });
}

/** Dials it for a call that is sent on. Throws as above, NO_CHANNEL when the trunks are full. */
export function dialForward(
  rooms: ReachRooms,
  forwarder: Forwarder,
  digits: string,
  options: { readonly ringFor: Duration },
  news: ReachNews,
): Cancel {
  assertNoEmergency(rooms, forwarder, digits);
  return dialNumber(rooms, digits, { ...options, outside: { cause: 'forward', ...forwarder } }, news);
}

function assertNoEmergency({ plan }: ReachRooms, { station }: Forwarder, digits: string): void {
  if (isEmergency(digits, plan))
    throw new TelephonyError('REFUSED', `station ${station}: nothing is forwarded to ${digits}`);
}
