// SPDX-License-Identifier: GPL-2.0-or-later
// What is in the database? One interface per table. Names are camelCase here, snake_case in SQL.

import type { ColumnType, Generated, Selectable } from 'kysely';
import type { Direction, Disposition } from '../bus/index.js';
import type {
  CoachingNoteTable,
  DeletedRecordingTable,
  ErasureTable,
  RecordingMarkTable,
  RecordingTagTable,
  ReviewTable,
} from './kept-rows.js';
import type {
  AlarmTable,
  BusiedOutTable,
  CustomerTable,
  ExceptionTable,
  HoldTable,
  LaterCallTable,
  MemberPinTable,
  MessageTable,
  OutboxTable,
  TollTable,
} from './operating-rows.js';
import type { CallbackAttemptTable, CallbackRequestTable, CaptureTable, WebRequestTable } from './promise-rows.js';
import type { ContactTable, EventTable, SegmentTable } from './record-rows.js';
import type { RollUpDayTable, RollUpMarkTable, RollUpTable } from './roll-up-rows.js';

/** Milliseconds since 1970 UTC, whole. */
type At = number;
/** JSON text; the batch's helpers take an object. */
type Json = ColumnType<string | null, object | string | null | undefined, object | string | null>;

/** One call. What was between its times is in its segments. */
export interface CallTable {
  id: string;
  direction: Direction;
  /** Normalised number of who calls; null when withheld. Personal. */
  calling: string | null;
  /** The digits as the exchange gave them, before normalising. Personal. */
  callingRaw: string | null;
  callingType: string | null;
  callingPresentation: 'allowed' | 'restricted' | 'unavailable' | null;
  called: string | null;
  /** What the caller dialled, as the exchange delivers it. */
  accessNumber: string | null;
  /** The name that the configuration gives the access number (the television station). */
  accessName: string | null;
  redirecting: string | null;
  queue: string | null;
  /** Null while the call is in progress. */
  disposition: Disposition | null;
  /** Why it was refused, or what else the disposition does not tell. */
  reason: string | null;
  /** Q.850. */
  cause: number | null;
  offeredAt: At;
  /** The customer's leg was connected, be it by a computer agent. */
  answeredAt: At | null;
  endedAt: At | null;
  /** The contact that it is part of; null: one of its own, which has its id. */
  contact: string | null;
  /** The callback request that this call made, joined or serves. */
  request: string | null;
  agent: string | null;
  detail: Json;
}

export type LegKind = 'trunk' | 'station' | 'virtual';
export type ClearedBy = 'farEnd' | 'box' | 'interrupted';

/** One party's connection; `call` is the one that made it, what it did in others are segments. */
export interface LegTable {
  id: string;
  call: string;
  kind: LegKind;
  direction: Direction;
  span: string | null;
  /** E1: time slot; analog: port. */
  slot: number | null;
  station: string | null;
  agent: string | null;
  number: string | null;
  offeredAt: At;
  answeredAt: At | null;
  endedAt: At | null;
  cause: number | null;
  clearedBy: ClearedBy | null;
  detail: Json;
}

/** `expected`: whom it is of is being rung; it is gone when that comes to nothing. */
export type RecordingState = 'expected' | 'recording' | 'complete' | 'repaired' | 'failed';

/** What is recorded: a talk, a message in a box, a prompt, a greeting. */
export type RecordingKind = 'conversation' | 'message' | 'prompt' | 'greeting';

/** One recording's catalogue row; it is there before the file's first sample. */
export interface RecordingTable {
  id: string;
  call: string;
  kind: Generated<RecordingKind>;
  agent: string | null;
  queue: string | null;
  /** Path below the recordings directory. */
  file: string;
  /** While it is expected, since when; then the true start. */
  startedAt: At;
  endedAt: At | null;
  /** Length of the file. */
  durationMs: number | null;
  /** What is missing because the disk did not follow; the file has at most 30 s of silence for it. */
  gapMs: Generated<number>;
  state: RecordingState;
  reason: string | null;
  /** Kept whatever the retention says. */
  held: ColumnType<number, boolean | number | undefined, boolean | number>;
  detail: Json;
  /** Of the sound, its header and all; null: the file has not been read yet since its end. */
  bytes: number | null;
  sha256: string | null;
  /** The key that the file is sealed with; null: it is plain. */
  key: string | null;
  /** `archive`; null: below the recordings directory. */
  place: string | null;
  /** A file below the recordings directory that is to go yet. */
  leftover: string | null;
}

/** An agent as the box last knew him; PINs are hashed with a salt of their own. */
export interface AgentTable {
  id: string;
  name: string;
  pinHash: string | null;
  wrongTries: Generated<number>;
  lockedUntil: At | null;
  /** Where he is signed in; null: signed out. */
  station: string | null;
  signedInAt: At | null;
  /** The state he is in or was in last; see `agentState`. */
  state: string | null;
  reason: string | null;
  detail: Json;
}

/** How long an agent was in which state. `endedAt` is null for the present one. */
export interface AgentStateTable {
  /** Rises with the time, of one agent. */
  id: ColumnType<number, never, never>;
  agent: string;
  state: string;
  reason: string | null;
  station: string | null;
  queue: string | null;
  startedAt: At;
  endedAt: At | null;
  /** `boxStopped`: it did not end by itself. */
  endReason: string | null;
}

/** A number that may not be called (`doNotCall`) or is not let in (`blocked`). */
export interface NumberListTable {
  number: string;
  at: At;
  reason: string | null;
  by: string | null;
}

/** `until`: then it is let in again. */
export interface BlockedNumberTable extends NumberListTable {
  until: Generated<At | null>;
}

/** Settings that people change while the box runs, as JSON. */
export interface SettingTable {
  key: string;
  value: string;
  at: At;
}

/** How often something has happened since the data directory was begun: `calls.offered`. Triggers count, with the row that changes. */
export interface CounterTable {
  name: string;
  value: number;
}

/** The database. */
export interface Tables {
  event: EventTable;
  contact: ContactTable;
  segment: SegmentTable;
  call: CallTable;
  leg: LegTable;
  recording: RecordingTable;
  deletedRecording: DeletedRecordingTable;
  recordingTag: RecordingTagTable;
  recordingMark: RecordingMarkTable;
  erasure: ErasureTable;
  review: ReviewTable;
  coachingNote: CoachingNoteTable;
  capture: CaptureTable;
  callbackRequest: CallbackRequestTable;
  callbackAttempt: CallbackAttemptTable;
  webRequest: WebRequestTable;
  agent: AgentTable;
  agentState: AgentStateTable;
  doNotCall: NumberListTable;
  blockedNumber: BlockedNumberTable;
  message: MessageTable;
  setting: SettingTable;
  alarm: AlarmTable;
  outbox: OutboxTable;
  busiedOut: BusiedOutTable;
  toll: TollTable;
  laterCall: LaterCallTable;
  customer: CustomerTable;
  memberPin: MemberPinTable;
  exception: ExceptionTable;
  hold: HoldTable;
  counter: CounterTable;
  rollUp: RollUpTable;
  rollUpDay: RollUpDayTable;
  rollUpMark: RollUpMarkTable;
}

/** A call as it stands in the database. */
export type CallRow = Selectable<CallTable>;
export type LegRow = Selectable<LegTable>;
export type RecordingRow = Selectable<RecordingTable>;
export type CaptureRow = Selectable<CaptureTable>;
/** A promise as it stands in the database. */
export type CallbackRequestRow = Selectable<CallbackRequestTable>;
export type CallbackAttemptRow = Selectable<CallbackAttemptTable>;
export type AgentRow = Selectable<AgentTable>;
export type AgentStateRow = Selectable<AgentStateTable>;
export type NumberListRow = Selectable<NumberListTable>;
export type SettingRow = Selectable<SettingTable>;
