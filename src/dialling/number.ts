// SPDX-License-Identifier: GPL-2.0-or-later
// What is a telephone number to us? One canonical form for comparing, the digits as they came beside it.

import { EMERGENCY_OF_CHINA } from '../config/index.js';
import type { NumberType } from '../native/index.js';

/** What a number is good for. `service`: short codes, 95/96 codes, 400 and 800 numbers, message ports; nobody can be called back there. */
export type NumberKind = 'mobile' | 'fixed' | 'service' | 'international';

/** A number that was understood. Personal data. */
export interface TelephoneNumber {
  /** E.164 with a plus (`+8613800138000`), or the digits of a short code (`95588`, of another area `01012345`). Two numbers are one when these are equal. */
  readonly number: string;
  readonly kind: NumberKind;
  /** The digits as they came. */
  readonly raw: string;
  readonly type: NumberType;
}

/** Where the box stands, for numbers that leave out what is local. */
export interface NumberPlan {
  /** ISO country: `CN`. */
  readonly country: string;
  /** The home area without its 0: `21`; needed to understand local numbers of 7 or 8 digits. */
  readonly areaCode?: string;
  readonly nationalPrefix: string;
  readonly internationalPrefix: string;
  /** Numbers that always go out; default: those of China. */
  readonly emergency?: readonly string[];
}

/** Police, fire, ambulance ...: they go out from any telephone, whoever is signed in. */
export function isEmergency(
  number: string,
  { emergency = EMERGENCY_OF_CHINA }: Pick<NumberPlan, 'emergency'>,
): boolean {
  return emergency.includes(number);
}

/** China, area not told. */
export const PLAN_DEFAULTS: NumberPlan = { country: 'CN', nationalPrefix: '0', internationalPrefix: '00' };
