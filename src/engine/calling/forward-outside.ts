// SPDX-License-Identifier: GPL-2.0-or-later
// May a call be sent on to a number outside, and at whose cost? The one place through which every forward outside goes.

import type { TelephoneNumber } from '../../dialling/index.js';
import { isEmergency } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration } from '../../kernel/index.js';
import { dialOutside, permitted, type ReachNews, type ReachRooms } from './reach.js';

/** Whose telephone sends it on: with his rights, at his cost. */
export interface Forwarder {
  readonly station: string;
  readonly agent: string | undefined;
}

/** The number, if whoever forwards there may call it. Throws REFUSED; asked when it is set, and again at each call. */
export function forwardable(rooms: ReachRooms, { station }: Forwarder, digits: string): TelephoneNumber {
  if (isEmergency(digits)) throw new TelephonyError('REFUSED', `station ${station}: nothing is forwarded to ${digits}`);
  return permitted(rooms, digits);
}

/** Dials it for a call that is sent on. Throws REFUSED as above, NO_CHANNEL when the trunks are full. */
export function dialForward(
  rooms: ReachRooms,
  forwarder: Forwarder,
  digits: string,
  options: { readonly ringFor: Duration },
  news: ReachNews,
): Cancel {
  forwardable(rooms, forwarder, digits);
  return dialOutside(rooms, digits, options, news);
}
