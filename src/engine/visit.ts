// SPDX-License-Identifier: GPL-2.0-or-later
// What is one caller's stay in the box? His leg, his call, its record, and how it ends.

import type { Disposition } from '../bus/index.js';
import type { Call, TrunkLeg } from '../call/index.js';
import type { TelephoneNumber } from '../dialling/index.js';
import type { Books } from './books.js';
import type { CallRecord } from './call-record.js';

/** How far a caller has come; decides his disposition when he goes. */
type Reached = 'offered' | 'dialogue' | 'queue' | 'captured' | 'captureOnly' | 'agent';

const DISPOSITION: Readonly<Record<Reached, Disposition>> = {
  offered: 'abandoned',
  dialogue: 'answered',
  queue: 'abandoned',
  captured: 'captured',
  captureOnly: 'captureOnly',
  agent: 'answered',
};

/** An inbound call from SETUP to its end. Written once at its end, whoever ends it. */
export class Visit {
  readonly leg: TrunkLeg;
  readonly call: Call;
  readonly record: CallRecord;
  /** The calling number, if it is one; withheld numbers stay unknown. */
  readonly number: TelephoneNumber | undefined;
  readonly accessNumber: string;
  readonly #books: Books;
  #reached: Reached = 'offered';
  #refused: string | undefined;

  constructor(
    books: Books,
    leg: TrunkLeg,
    call: Call,
    record: CallRecord,
    who: { readonly number: TelephoneNumber | undefined; readonly accessNumber: string },
  ) {
    this.#books = books;
    this.leg = leg;
    this.call = call;
    this.record = record;
    this.number = who.number;
    this.accessNumber = who.accessNumber;
    leg.cleared.on(() => this.#end());
  }

  get over(): boolean {
    return this.leg.signal.aborted;
  }

  /** Is with an agent, or waits for one. */
  get withPeople(): boolean {
    return !this.over && (this.#reached === 'queue' || this.#reached === 'agent');
  }

  get waiting(): boolean {
    return !this.over && this.#reached === 'queue';
  }

  /** A later stage replaces an earlier one; talking with an agent is never lost. */
  reach(stage: Reached): void {
    if (this.#reached !== 'agent') this.#reached = stage;
  }

  /** Clears with a cause and says why in the record; the disposition is `refused` unless more was reached. */
  refuse(cause: number, reason: string): void {
    this.#refused = reason;
    this.leg.clear(cause);
  }

  #end(): void {
    const { cause } = this.leg;
    this.record.note({ answeredAt: rounded(this.leg.stamps.answer), ringingAt: rounded(this.leg.stamps.ring) });
    const kept = this.#reached === 'agent' || this.#reached === 'captured' || this.#reached === 'captureOnly';
    if (this.#refused !== undefined && !kept) this.#books.end(this.record, 'refused', { cause, reason: this.#refused });
    else this.#books.end(this.record, DISPOSITION[this.#reached], { cause });
  }
}

function rounded(at: number | undefined): number | null {
  return at === undefined ? null : Math.round(at);
}
