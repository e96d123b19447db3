// SPDX-License-Identifier: GPL-2.0-or-later
// Who writes the calls down? One record per call while it is up; each step is one batch.

import type { BusinessEvents, Disposition, EventType } from '../bus/index.js';
import type { Call, CallId, Leg } from '../call/index.js';
import type { Clock, Instant } from '../kernel/index.js';
import type { Batch, Store } from '../store/index.js';
import { type CallBeginning, CallRecord } from './call-record.js';

/** Told of a batch that could not be written. */
export type CommitFailure = (error: unknown, what: string) => void;

/** The records of the calls that are up. */
export class Books {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #failed: CommitFailure;
  readonly #records = new Map<CallId, CallRecord>();

  constructor(store: Store, clock: Clock, failed: CommitFailure) {
    this.#store = store;
    this.#clock = clock;
    this.#failed = failed;
  }

  /** The record of a call that is up. */
  of(call: CallId): CallRecord | undefined {
    return this.#records.get(call);
  }

  /** Opens a call's record with its first leg and writes `call.offered`. */
  begin(call: Call, leg: Leg, beginning: CallBeginning): CallRecord {
    const record = new CallRecord(call.id, leg.stamps.start, beginning);
    record.addLeg(leg);
    this.#records.set(call.id, record);
    const { direction, calling, called, accessNumber, request } = record.row;
    const facts: BusinessEvents['call.offered'] = {
      call: call.id,
      direction,
      calling,
      called,
      accessNumber,
      span: leg.channel.spanName,
      slot: leg.channel.slot,
      ...(request === null ? {} : { request }),
    };
    this.step(record, 'call.offered', facts, leg.stamps.start);
    return record;
  }

  /** Writes a step of a call without anybody waiting for it. */
  step<T extends EventType>(
    record: CallRecord,
    type: T,
    facts: BusinessEvents[T],
    at: Instant = this.#clock.now(),
  ): void {
    void this.commit(record.step(this.#store.batch(), type, facts, at), type, { finishing: type !== 'call.offered' });
  }

  /** Writes the end of a call; its first end counts. */
  end(
    record: CallRecord,
    disposition: Disposition,
    more: { readonly cause?: number | undefined; readonly reason?: string } = {},
  ): void {
    const at = this.#clock.now();
    const { cause, reason } = more;
    if (!record.end(disposition, at, { cause: cause ?? null, ...(reason === undefined ? {} : { reason }) })) return;

    const { direction, queue, agent, request } = record.row;
    const facts = { call: record.id, direction, disposition, cause: cause ?? null, queue, agent, request };
    this.step(record, 'call.ended', { ...facts, ...(reason === undefined ? {} : { reason }) }, at);
    this.#records.delete(record.id);
  }

  batch(): Batch {
    return this.#store.batch();
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
}
