// SPDX-License-Identifier: GPL-2.0-or-later
// Which number do we promise to call, and what is written for it? One capture per call, one open request per number.

import { type NumberList, type NumberPlan, normalise, type TelephoneNumber } from '../dialling/index.js';
import type { Instant } from '../kernel/index.js';
import type { NumberType, Presentation } from '../native/index.js';
import { type CallbackState, requestRow, type Slot } from './callback-state.js';
import type { CallbackChange, CaptureRow, RequestAbout } from './rows.js';
import type { CallbackSettings } from './settings.js';

/** The calling number as the exchange delivered it. */
export interface CallingNumber {
  readonly digits: string;
  readonly type: NumberType;
  readonly presentation: Presentation;
}

/** What may be captured. */
export interface CaptureRules {
  readonly plan: NumberPlan;
  /** Whether numbers abroad are called back: an old way to run up a bill. */
  readonly international: boolean;
  /** Our own numbers, canonical: a callback to them would call ourselves. */
  readonly ownNumbers: NumberList;
  readonly blacklist: NumberList;
  readonly doNotCall: NumberList;
  /** Whether a number that its caller hides, but the exchange tells, is called back all the same; else he is asked for one. */
  readonly hidden?: 'keyIn' | 'use';
}

/** Why the calling number does not do. */
export type UnusableReason = 'withheld' | 'unavailable' | 'notANumber' | 'notCallable' | 'international' | 'ownNumber';

/** What to do with a caller: promise, ask him to key in a number, or promise nothing. */
export type Capturable =
  | { readonly kind: 'number'; readonly number: TelephoneNumber }
  | { readonly kind: 'keyIn'; readonly reason: UnusableReason }
  | { readonly kind: 'refused'; readonly reason: 'blacklisted' | 'doNotCall' };

/** Whether the calling number can be promised a callback. */
export function capturable(calling: CallingNumber, rules: CaptureRules): Capturable {
  const usesHidden = rules.hidden === 'use' && calling.digits !== '';
  if (calling.presentation === 'restricted' && !usesHidden) return { kind: 'keyIn', reason: 'withheld' };
  if (calling.presentation === 'unavailable' || calling.digits === '') return { kind: 'keyIn', reason: 'unavailable' };
  return usable(calling.digits, calling.type, rules);
}

/** Whether digits, the calling number's or those that a caller keyed in, can be promised a callback. */
export function usable(digits: string, type: NumberType, rules: CaptureRules): Capturable {
  const number = normalise(digits, rules.plan, type);
  if (number === undefined) return { kind: 'keyIn', reason: 'notANumber' };
  if (rules.blacklist.has(number.number)) return { kind: 'refused', reason: 'blacklisted' };
  if (rules.doNotCall.has(number.number)) return { kind: 'refused', reason: 'doNotCall' };
  if (rules.ownNumbers.has(number.number)) return { kind: 'keyIn', reason: 'ownNumber' };
  if (number.kind === 'service') return { kind: 'keyIn', reason: 'notCallable' };
  if (number.kind === 'international' && !rules.international) return { kind: 'keyIn', reason: 'international' };
  return { kind: 'number', number };
}

/** A call whose number is captured. */
export interface CapturedCall extends Omit<CaptureRow, 'request' | 'capturedAt' | 'number' | 'raw'> {
  readonly number: TelephoneNumber;
  /** Where its callback belongs. */
  readonly queue: string;
  /** What else is known of its request; whoever says no origin is a computer agent of the surge. */
  readonly about?: Partial<RequestAbout>;
  /** When he wants to be called. */
  readonly slot?: Slot | undefined;
}

/** A request as it begins, decided but not yet written. */
export interface NewRequest {
  readonly state: CallbackState;
  readonly changes: readonly CallbackChange[];
}

/** A new request for a number that has none open. `id` is its name if it is needed. */
export function newRequest(call: CapturedCall, id: string, settings: CallbackSettings, at: Instant): NewRequest {
  const due = call.slot?.from ?? at + settings.delay;
  const request = {
    id,
    number: call.number.number,
    queue: call.queue,
    promised: call.promised,
    createdAt: at,
    enqueuedAt: call.arrivedAt,
    due,
    expiresAt: call.slot?.until ?? due + settings.expiry,
    captures: 1,
    attempts: 0,
    setups: 0,
    origin: 'surge' as const,
    grade: 0,
    ...(call.accessNumber !== '' && { accessNumber: call.accessNumber }),
    ...call.about,
  };
  const promising = call.promised ? [call.call] : [];
  const state: CallbackState = { request, settings, phase: { name: 'open' }, promising };
  const changes: CallbackChange[] = [
    { type: 'request', fact: 'created', row: requestRow(state) },
    { type: 'capture', row: captureRow(call, id, at) },
  ];
  return { state, changes };
}

/** The row of a capture. */
export function captureRow(call: CapturedCall, request: string, at: Instant): CaptureRow {
  const { queue: _, about: __, slot: ___, number, ...rest } = call;
  return { request, number: number.number, raw: number.raw, capturedAt: at, ...rest };
}
