// SPDX-License-Identifier: GPL-2.0-or-later
// What is one call to a customer? The attempt that it serves, its leg and record, and how far it is.

import type { Call, TrunkLeg } from '../../call/index.js';
import type { AttemptOutcome, AttemptRow, CustomerOnLine } from '../../callback/index.js';
import { outcomeOf } from '../../dialling/index.js';
import type { CallRecord } from '../records/index.js';
import type { Treatment } from '../treatment/index.js';

/**
 * `alone`: with the box. `joining`: an agent is there, and they do not hear each other yet. `joined`: they do. `settled`: its
 * attempt has ended, and the leg's end adds nothing to it.
 */
export type CallbackStage = 'alone' | 'joining' | 'joined' | 'settled';

export class CallbackCall {
  readonly attempt: AttemptRow;
  readonly call: Call;
  readonly leg: TrunkLeg;
  readonly record: CallRecord;
  stage: CallbackStage = 'alone';
  /** He waits for an agent, or did. */
  customer: CustomerOnLine | undefined;
  /** What he hears meanwhile. */
  treatment: Treatment | undefined;

  constructor(attempt: AttemptRow, call: Call, leg: TrunkLeg, record: CallRecord) {
    this.attempt = attempt;
    this.call = call;
    this.leg = leg;
    this.record = record;
  }
}

/** What became of an attempt that nobody answered. */
export function unanswered(cause: number): AttemptOutcome {
  const outcome = outcomeOf(cause);
  return outcome === 'answered' ? 'hungUp' : outcome;
}
