// SPDX-License-Identifier: GPL-2.0-or-later
// What is written of one call? Its row and its legs' rows, whole at each step, in one batch with the step's event.

import type { BusinessEvents, Disposition, EventType } from '../bus/index.js';
import type { Leg } from '../call/index.js';
import type { Instant } from '../kernel/index.js';
import type { Batch, CallRow, LegRow } from '../store/index.js';

/** What is known when a call begins. */
export type CallBeginning = Pick<CallRow, 'direction'> & Partial<CallRow>;

const EMPTY: Omit<CallRow, 'id' | 'direction' | 'offeredAt'> = {
  calling: null,
  callingRaw: null,
  callingType: null,
  callingPresentation: null,
  called: null,
  accessNumber: null,
  accessName: null,
  redirecting: null,
  queue: null,
  disposition: null,
  reason: null,
  cause: null,
  ringingAt: null,
  answeredAt: null,
  queuedAt: null,
  bridgedAt: null,
  endedAt: null,
  request: null,
  agent: null,
  detail: null,
};

const whole = (at: Instant | undefined): number | null => (at === undefined ? null : Math.round(at));

/** One call's rows. `note` changes the row; `fill` puts the rows as they are now into a batch. */
export class CallRecord {
  readonly id: string;
  #row: CallRow;
  readonly #legs = new Map<
    string,
    { readonly leg: Leg; readonly agent: string | null; readonly station: string | null }
  >();

  constructor(id: string, at: Instant, beginning: CallBeginning) {
    this.id = id;
    this.#row = { ...EMPTY, ...beginning, id, offeredAt: Math.round(at) };
  }

  get row(): Readonly<CallRow> {
    return this.#row;
  }

  note(change: Partial<Omit<CallRow, 'id'>>): void {
    this.#row = { ...this.#row, ...change };
  }

  /** Counts a leg to the call; its times are read from it when a batch is filled. */
  addLeg(leg: Leg, who: { readonly agent?: string; readonly station?: string } = {}): void {
    this.#legs.set(leg.id, { leg, agent: who.agent ?? null, station: who.station ?? null });
  }

  /** The call's end; the first one counts. False when it had ended already. */
  end(disposition: Disposition, at: Instant, more: Partial<CallRow> = {}): boolean {
    if (this.#row.disposition !== null) return false;
    this.note({ disposition, endedAt: Math.round(at), ...more });
    return true;
  }

  fill(batch: Batch): Batch {
    batch.put('call', this.#row);
    for (const { leg, agent, station } of this.#legs.values()) batch.put('leg', this.#legRow(leg, agent, station));
    return batch;
  }

  /** A batch step: the rows and an event. */
  step<T extends EventType>(batch: Batch, type: T, facts: BusinessEvents[T], at: Instant): Batch {
    return this.fill(batch).event(type, facts, Math.round(at));
  }

  #legRow(leg: Leg, agent: string | null, station: string | null): LegRow {
    const { stamps } = leg;
    const inbound = leg.direction === 'incoming';
    return {
      id: leg.id,
      call: this.id,
      kind: leg.kind,
      direction: inbound ? 'inbound' : 'outbound',
      span: leg.channel.spanName,
      slot: leg.channel.slot,
      station,
      agent,
      number: (inbound ? leg.calling.digits : leg.called.digits) || null,
      offeredAt: Math.round(stamps.start),
      ringingAt: whole(stamps.ring),
      answeredAt: whole(stamps.answer),
      bridgedAt: whole(stamps.bridge),
      endedAt: whole(stamps.end),
      cause: leg.cause ?? null,
      clearedBy: leg.clearedBy === undefined ? null : leg.clearedBy === 'box' ? 'box' : 'farEnd',
      detail: null,
    };
  }
}
