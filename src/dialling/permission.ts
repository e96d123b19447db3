// SPDX-License-Identifier: GPL-2.0-or-later
// May this number be called, and as whom? Asked at the moment of dialling, not before: lists change while numbers wait.

import type { Instant } from '../kernel/index.js';
import { type Bar, barredBy, type ClassOfService } from './class-of-service.js';
import { callable, normalise } from './normalise.js';
import { isEmergency, type NumberPlan, type TelephoneNumber } from './number.js';
import { type AreaOf, type DialForms, type TrunkDialling, toDial } from './to-dial.js';

/** Numbers that must not be called, by canonical number. */
export interface NumberList {
  has(number: string): boolean;
}

/** What a call out needs of the trunk group that it takes. */
export interface OutgoingTrunk {
  readonly dialling: TrunkDialling;
  /** Numbers that the carrier lets us show, as he wants them; the first is the usual one. Empty: we send none. */
  readonly presentable: readonly string[];
}

/** A call that may be made. */
export interface PermittedCall extends DialForms {
  readonly permitted: true;
  /** The calling number to send; nothing leaves it to the exchange. */
  readonly presented?: string;
}

/** A call that may not be made. */
export interface RefusedCall {
  readonly permitted: false;
  readonly reason: 'doNotCall' | 'notCallable';
}

/** The number to show: the one that is wanted if it is presentable, else the usual one. Never one that is not ours. */
export function presented(presentable: readonly string[], wanted?: string): string | undefined {
  return presentable.find((number) => number === wanted) ?? presentable[0];
}

/** Everything that is decided about a call out in the instant before it is dialled. */
export function prepareCall(
  number: TelephoneNumber,
  trunk: OutgoingTrunk,
  doNotCall: NumberList,
  options: { readonly show?: string; readonly areaOf?: AreaOf } = {},
): PermittedCall | RefusedCall {
  if (!callable(number)) return { permitted: false, reason: 'notCallable' };
  if (doNotCall.has(number.number)) return { permitted: false, reason: 'doNotCall' };

  const shown = presented(trunk.presentable, options.show);
  const forms = toDial(number, trunk.dialling, options.areaOf);
  return { permitted: true, ...forms, ...(shown === undefined ? {} : { presented: shown }) };
}

/**
 * What a number outside is dialled for. Whoever dials one names it: `call` by hand, `consult`, `transfer` in one step, `conference`,
 * `forward` of a station's calls, `outsideStation`: an agent who talks there, `scheduled`,
 * `callBack`: by hand, of who called a telephone last or left a message; callbacks that the box has promised are none of these.
 * `notify`: somebody is told of a message.
 */
export const OUTSIDE_CAUSES = [
  'call',
  'consult',
  'transfer',
  'conference',
  'forward',
  'outsideStation',
  'scheduled',
  'callBack',
  'notify',
] as const;
export type OutsideCause = (typeof OUTSIDE_CAUSES)[number];

/** By what it is decided whether somebody may call a number. */
export interface OutsideRules {
  readonly plan: NumberPlan;
  readonly doNotCall: NumberList;
  /** Prefixes of numbers that cost more. */
  readonly premium: readonly string[];
  readonly service: ClassOfService;
  /** An instant of calendars. */
  readonly at: Instant;
}

/** Whether a number outside may be called, by whom the class of service is. */
export type OutsideVerdict =
  | { readonly permitted: true; readonly emergency: true; readonly digits: string }
  | { readonly permitted: true; readonly emergency: false; readonly number: TelephoneNumber }
  | { readonly permitted: false; readonly reason: 'notANumber' | 'doNotCall' }
  | { readonly permitted: false; readonly reason: 'barred'; readonly bar: Bar };

/** The one judgement of all calls that somebody of the house makes outside. Emergency numbers pass by everything. */
export function judgeOutside(digits: string, { plan, doNotCall, service, premium, at }: OutsideRules): OutsideVerdict {
  const number = normalise(digits, plan);
  const emergency = [digits, number?.number].find((form) => form !== undefined && isEmergency(form, plan));
  if (emergency !== undefined) return { permitted: true, emergency: true, digits: emergency };
  if (number === undefined) return { permitted: false, reason: 'notANumber' };
  if (doNotCall.has(number.number)) return { permitted: false, reason: 'doNotCall' };
  const bar = barredBy(service, number, { plan, premium, at });
  if (bar !== undefined) return { permitted: false, reason: 'barred', bar };
  return { permitted: true, emergency: false, number };
}
