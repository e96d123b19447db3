// SPDX-License-Identifier: GPL-2.0-or-later
// What is one caller's stay in the box? His leg, his call, its record, and where he is now.

import { CAUSE, type Call, type TrunkLeg } from '../../call/index.js';
import type { TelephoneNumber } from '../../dialling/index.js';
import { Emitter } from '../../kernel/index.js';
import type { CallRecord, Records } from '../records/index.js';

/** Where a caller is. `people`: with an agent. */
export type Whereabouts = 'door' | 'dialogue' | 'computerAgent' | 'queue' | 'people';

/**
 * An inbound call from SETUP to its end; its record is closed when its last leg is gone. To be made before the leg is added
 * to the call: what the leg tells at its end must be in the record before the call ends.
 */
export class Visit {
  readonly leg: TrunkLeg;
  readonly call: Call;
  readonly record: CallRecord;
  /** The calling number, if it is one; withheld numbers stay unknown. */
  readonly number: TelephoneNumber | undefined;
  readonly accessNumber: string;
  /** The caller is gone. */
  readonly gone = new Emitter<Visit>();
  whereabouts: Whereabouts = 'door';

  constructor(
    records: Records,
    { leg, call, record }: { readonly leg: TrunkLeg; readonly call: Call; readonly record: CallRecord },
    who: { readonly number: TelephoneNumber | undefined; readonly accessNumber: string },
  ) {
    this.leg = leg;
    this.call = call;
    this.record = record;
    this.number = who.number;
    this.accessNumber = who.accessNumber;
    leg.cleared.on(() => {
      const served = this.whereabouts === 'dialogue' && leg.clearedBy === 'box' && !record.has('interrupted');
      if (served && leg.stamps.answer !== undefined) record.add({ type: 'selfServed', at: records.now() });
      this.gone.emit(this);
      call.clear();
    });
    call.ended.on(() => records.end(record, leg.cause));
  }

  get over(): boolean {
    return this.leg.signal.aborted;
  }

  /** Is with an agent, or waits for one. */
  get withPeople(): boolean {
    return !this.over && (this.whereabouts === 'queue' || this.whereabouts === 'people');
  }

  /** Something went wrong on our side: he is not left on the line with nobody there. */
  fail(at: number): void {
    this.whereabouts = 'door';
    this.refuse(CAUSE.temporaryFailure, 'fault', at);
  }

  /** Clears with a Q.850 cause and says why in the record. */
  refuse(cause: number, reason: string, at: number): void {
    if (this.over) return;
    this.record.add({ type: 'refused', at, reason });
    this.leg.clear(cause);
  }
}
