// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes the calls down? One record per call while it is up; each step is one batch.

import type { BusinessEvents, EventType } from '../../bus/index.js';
import type { Call, Leg, MaskNews } from '../../call/index.js';
import { type CallIdentity, closeCall, openCall, writeCall } from '../../cdr/index.js';
import type { KnownCustomer } from '../../customer/index.js';
import { type Clock, type Duration, Emitter, type Instant } from '../../kernel/index.js';
import type { Batch, Store } from '../../store/index.js';
import { CallRecord } from './call-record.js';
import { type ContactNow, contactNow } from './contact-now.js';

const PATIENCE: Duration = 3_000; // a caller waits in silence

/** Told of a batch that could not be written. */
export type CommitFailure = (error: unknown, what: string) => void;

/** Whose number it is, and that he is in contact now. */
export interface KnownCallers {
  get(customer: string): KnownCustomer | undefined;
  find(number: string): KnownCustomer | undefined;
  met(customer: string, at: Instant): void;
}

const NOBODY: KnownCallers = { get: () => undefined, find: () => undefined, met: () => {} };

/** The records of the box. */
export class Records {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #failed: CommitFailure;
  readonly #live = new Map<string, CallRecord>();
  /** Which call each leg is of; it may come to others. */
  readonly #makers = new WeakMap<Leg, string>();
  readonly #known: KnownCallers;
  /** A call is over, and its record is what it will be. */
  readonly ended = new Emitter<CallRecord>();

  constructor(store: Store, clock: Clock, failed: CommitFailure, known: KnownCallers = NOBODY) {
    this.#store = store;
    this.#clock = clock;
    this.#failed = failed;
    this.#known = known;
  }

  /** Opens a call's record with its first leg: its rows and `call.offered`. */
  begin(call: Call, leg: Leg, identity: Omit<CallIdentity, 'id'>): CallRecord {
    const { record, write } = this.open(call, leg, identity);
    write();
    return record;
  }

  /** The same, written with what is found out of the call in this very turn, and at once in any case. */
  open(
    call: Call,
    leg: Leg,
    identity: Omit<CallIdentity, 'id'>,
  ): { readonly record: CallRecord; readonly write: (more?: (batch: Batch) => void) => void } {
    const of = { call: call.id };
    const news = {
      masked: (masked: string, told: MaskNews) => this.#mask({ ...of, leg: masked }, told),
      joins: (other: Leg) => this.#joins(call.id, other),
      counts: (other: Leg) => {
        // The first one is counted by whoever opens the record: he hears of its end before the record is closed.
        if (other !== leg && !other.signal.aborted) call.add(other);
      },
    };
    const begun = this.#makers.has(leg) ? this.now() : leg.stamps.start;
    const record = new CallRecord({ ...identity, ...this.#customerOf(identity), id: call.id }, begun, news);
    record.follow(leg);
    this.#live.set(call.id, record);
    call.ended.on(() => this.#live.delete(call.id));
    const batch = this.batch();
    openCall(batch, record.history);
    // The call is there whether there is room for it or not: also one that is refused for want of room is in the records.
    const write = (more?: (batch: Batch) => void): void => {
      more?.(batch);
      this.write(batch, 'call.offered');
    };
    return { record, write };
  }

  /** The record of a call that is up. */
  live(call: string): CallRecord | undefined {
    return this.#live.get(call);
  }

  /** What is known now of the contact of a call that is up. Personal. */
  contactNow(call: string): ContactNow | undefined {
    const record = this.#live.get(call);
    return record && contactNow(record, this.customerOf(call));
  }

  /** Whose call it is that is up. */
  customerOf(call: string): KnownCustomer | undefined {
    const id = this.#live.get(call)?.identity.customer;
    return id === undefined ? undefined : this.#known.get(id);
  }

  /** The same as facts of an event. */
  customerFacts(call: string): Pick<BusinessEvents['offer.made'], 'customer'> {
    const customer = this.customerOf(call);
    if (customer === undefined) return {};
    const { id, name, grade } = customer;
    return { customer: { id, name, grade } };
  }

  /** Writes a step of a call, and what led to it `before`, without anybody waiting for it. */
  step<T extends EventType>(
    record: CallRecord,
    type: T,
    facts: BusinessEvents[T],
    before?: (batch: Batch) => void,
  ): void {
    const batch = this.batch();
    before?.(batch);
    writeCall(batch, record.history);
    batch.event(type, facts, this.now());
    this.write(batch, type);
  }

  /** Writes the end of a call; to be called once, when its last leg is gone. */
  end(record: CallRecord, cause?: number): void {
    record.add({ type: 'ended', at: this.now(), cause });
    const batch = this.batch();
    closeCall(batch, record.history);
    this.write(batch, 'call.ended');
    this.ended.emit(record);
  }

  /** Writes an event that changes no row. */
  event<T extends EventType>(type: T, facts: BusinessEvents[T]): void {
    this.write(this.batch().event(type, facts, this.now()), type);
  }

  #customerOf({ direction, calling, called }: Omit<CallIdentity, 'id'>): Pick<CallIdentity, 'customer' | 'language'> {
    const number = direction === 'inbound' ? calling : direction === 'outbound' ? called : undefined;
    const customer = number ? this.#known.find(number) : undefined;
    if (customer === undefined) return {};
    this.#known.met(customer.id, this.#clock.utc(this.#clock.now()));
    return { customer: customer.id, ...(customer.language !== undefined && { language: customer.language }) };
  }

  /** A mask that began or ended. What was keyed in meanwhile stands nowhere. */
  #mask(of: { readonly call: string; readonly leg: string }, { reason, ended }: MaskNews): void {
    if (ended === undefined) this.event('leg.masked', { ...of, reason });
    else this.event('leg.unmasked', { ...of, reason, how: ended.how, durationMs: Math.round(ended.durationMs) });
  }

  batch(): Batch {
    return this.#store.batch();
  }

  /** Writes what has happened already without anybody waiting for it; a failure is told. */
  write(batch: Batch, what: string): void {
    this.#store.commit(batch, { finishing: true }).catch((error: unknown) => this.#failed(error, what));
  }

  /** Commits; a failure is told and gives false. */
  async commit(batch: Batch, what: string, options: { readonly finishing?: boolean } = {}): Promise<boolean> {
    try {
      await this.#store.commit(batch, options);
      return true;
    } catch (error) {
      this.#failed(error, what);
      return false;
    }
  }

  /** Commits what is decided already, and does not wait for it for more than 3 s. */
  async keep(batch: Batch, what: string): Promise<void> {
    await this.#store.keep(batch).catch((error: unknown) => this.#failed(error, what));
  }

  /** Whether a promise that is decided now would be durable soon enough: else the caller is found another way at once. */
  get canPromise(): boolean {
    const { space, trouble, slow } = this.#store;
    const lasts = trouble === undefined ? 0 : this.#clock.now() - trouble.since;
    return space.enough && !slow && lasts < PATIENCE;
  }

  /**
   * Commits what is to be promised, and gives whether it is durable in time; then it may be spoken. What is not is not done:
   * should the disk have had it in hand and finish after all, `undo` follows.
   */
  async promise(batch: Batch, undo: () => Batch): Promise<boolean> {
    try {
      await this.#store.commit(batch, { within: PATIENCE, undo });
      return true;
    } catch (error) {
      this.#failed(error, 'a promise');
      return false;
    }
  }

  /** A leg is in the rows of the call that has made it; to others it comes, and is there in stays. */
  #joins(call: string, leg: Leg): Instant | undefined {
    const maker = this.#makers.get(leg);
    if (maker === undefined) this.#makers.set(leg, call);
    return maker === undefined || maker === call ? undefined : this.now();
  }

  /** Now in whole milliseconds, as rows have it. */
  now(): number {
    return Math.round(this.#clock.now());
  }
}
