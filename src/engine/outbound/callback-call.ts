// SPDX-License-Identifier: GPL-2.0-or-later
// What is one call to a customer? The attempt that it serves, and the contact that it makes.

import { CAUSE, type TrunkLeg } from '../../call/index.js';
import type { AttemptOutcome, AttemptRow, CustomerOnLine } from '../../callback/index.js';
import type { ContactState } from '../../contact/index.js';
import { otherForm, outcomeOf, type PermittedCall } from '../../dialling/index.js';
import type { Contact } from '../contacts/index.js';

export class CallbackCall {
  readonly attempt: AttemptRow;
  readonly contact: Contact;
  /** Nobody told that he answered (an analog line that is not reversed): what was heard may be an announcement. */
  isPresumed = false;
  /** He has confirmed, and waits for an agent, or did. */
  customer: CustomerOnLine | undefined;

  constructor(attempt: AttemptRow, contact: Contact) {
    this.attempt = attempt;
    this.contact = contact;
  }
}

/** Whether the attempt has come to its end before his leg does, which adds nothing to it then. */
export function isSettled(state: ContactState): boolean {
  switch (state.name) {
    case 'leaving':
    case 'held':
    case 'parked':
    case 'surveyed':
      return true;
    case 'talking':
      return state.talked;
    default:
      return false;
  }
}

/** How a customer was dialled. */
export interface Dialled {
  readonly prepared: PermittedCall;
  readonly digits: string;
  /** Over which it goes; undefined: the box has none. */
  readonly trunkGroup: string | undefined;
}

/** What became of an attempt whose leg is gone: before an answer its cause decides, after it he hung up. */
export function outcomeOfEnd(leg: TrunkLeg, { prepared, digits }: Dialled, presumed = false): AttemptEnd {
  const cause = leg.cause ?? CAUSE.normalUnspecified;
  if (presumed) return { outcome: 'noAnswer', cause, isMisdialled: false };
  if (leg.stamps.answer !== undefined) return { outcome: 'hungUp', cause, isMisdialled: false };
  const outcome = leg.clearedBy === 'box' ? 'noAnswer' : unanswered(cause);
  return { outcome, cause, isMisdialled: digits === prepared.digits && otherForm(prepared, cause) !== undefined };
}

/** `isMisdialled`: the number has another form, to be tried next. */
interface AttemptEnd {
  readonly outcome: AttemptOutcome;
  readonly cause: number;
  readonly isMisdialled: boolean;
}

function unanswered(cause: number): AttemptOutcome {
  const outcome = outcomeOf(cause);
  return outcome === 'answered' ? 'hungUp' : outcome;
}
