// SPDX-License-Identifier: GPL-2.0-or-later
// May this number be called, and as whom? Asked at the moment of dialling, not before: lists change while numbers wait.

import { callable } from './normalise.js';
import type { TelephoneNumber } from './number.js';
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
