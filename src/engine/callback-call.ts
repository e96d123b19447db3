// SPDX-License-Identifier: GPL-2.0-or-later
// What is one call to a customer? The attempt that it serves, its leg and record, and whether it is joined to an agent.

import type { Call, TrunkLeg } from '../call/index.js';
import type { AttemptRow } from '../callback/index.js';
import type { CallRecord } from './call-record.js';
import type { Pastime } from './pastime.js';

export class CallbackCall {
  readonly attempt: AttemptRow;
  readonly call: Call;
  readonly leg: TrunkLeg;
  readonly record: CallRecord;
  /** Customer and agent were joined, or are about to be. */
  joined = false;
  /** What the customer hears while he waits for an agent. */
  pastime: Pastime | undefined;
  /** The attempt's outcome is known; the leg's end adds nothing to it. */
  settled = false;

  constructor(attempt: AttemptRow, call: Call, leg: TrunkLeg, record: CallRecord) {
    this.attempt = attempt;
    this.call = call;
    this.leg = leg;
    this.record = record;
  }
}
