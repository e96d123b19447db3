// SPDX-License-Identifier: GPL-2.0-or-later
// What do records look like that last: the event log, contacts, and where their legs were?

import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Direction, Disposition, Source } from '../bus/index.js';

/** Milliseconds since 1970 UTC, whole. */
type At = number;
/** JSON text; the batch's helpers take an object. */
type Json = ColumnType<string | null, object | string | null | undefined, object | string | null>;

/** The event log: appended to by `store.commit` alone, never changed. A view: see `RECORDS` of records-schema.ts. */
export interface EventTable {
  id: Generated<number>;
  at: At;
  type: string;
  call: string | null;
  agent: string | null;
  request: string | null;
  queue: string | null;
  /** Who brought it about, and by which way; null: the box itself. */
  actor: Generated<string | null>;
  source: Generated<Source | null>;
  detail: Json;
}

/** One customer's dealings from SETUP, or our dialling, to their end. It joins its calls. */
export interface ContactTable {
  id: string;
  direction: Direction;
  /** The customer's number; null when withheld. Personal. */
  number: string | null;
  accessNumber: string | null;
  customer: string | null;
  language: string | null;
  data: Json;
  startedAt: At;
  endedAt: At | null;
  /** Null while it goes on. */
  disposition: Disposition | null;
  reason: string | null;
  cause: number | null;
}

/** What a leg does for a time. */
export type SegmentKind = 'ringing' | 'flow' | 'waiting' | 'talking' | 'held' | 'consulting' | 'parked' | 'message';

/**
 * A leg's stay, from and to, in a conversation, a flow or a queue: talk, hold and wait are sums of these. A view: see `RECORDS`
 * of records-schema.ts; a row that is inserted again takes the place of the one before.
 */
export interface SegmentTable {
  /** `call.n`. */
  id: ColumnType<string, never, never>;
  contact: string;
  /** The call in whose record it is; the leg may be another's. */
  call: string;
  /** From 1, in the order of that record. */
  n: number;
  leg: string;
  kind: SegmentKind;
  fromAt: At;
  /** Null: to now. */
  toAt: At | null;
  queue: string | null;
  flow: string | null;
  agent: string | null;
  /** customer, agent, consulted, supervisor, machine. */
  role: string;
  endReason: string | null;
  /** Who ended it, and over what. */
  actor: string | null;
  source: string | null;
}

export type EventRow = Selectable<EventTable>;
export type ContactRow = Selectable<ContactTable>;
export type SegmentRow = Selectable<SegmentTable>;
