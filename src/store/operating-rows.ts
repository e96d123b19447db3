// SPDX-License-Identifier: GPL-2.0-or-later
// What of the box's operation is in the database? Alarms, what is still to be told, and busied-out channels.
// Instants are milliseconds since 1970 UTC, whole.

import type { ColumnType, Generated, Selectable } from 'kysely';

/** An alarm from its beginning to its end. */
export interface AlarmTable {
  id: string;
  /** A code of docs/operating.md. */
  code: string;
  /** Which one: a span, a channel; empty where there is only one. */
  subject: string;
  severity: 'critical' | 'major' | 'minor';
  /** How often it came in this time. */
  times: Generated<number>;
  raisedAt: number;
  /** Null while it stands. */
  clearedAt: number | null;
}

/** A message that a target has not taken yet. */
export interface OutboxTable {
  /** `MESSAGE/TARGET`. */
  id: string;
  target: string;
  /** When its cause was. */
  at: number;
  /** JSON text of what is said; the batch's helpers take an object. */
  message: ColumnType<string, object | string, object | string>;
  tries: Generated<number>;
  /** What came back the last time. */
  reason: string | null;
  /** Then it was given up; null: it waits. */
  deadAt: number | null;
}

/** A channel that somebody busied out, by its name: `e1/5`. */
export interface BusiedOutTable {
  channel: string;
  at: number;
}

/** Something that somebody has said for a while against the configuration. */
export interface ExceptionTable {
  id: string;
  /** `closed`, `open`. */
  kind: string;
  /** What it is about: an access number; empty: all of them. */
  subject: string;
  /** What belongs to the kind, such as a greeting. */
  detail: string | null;
  at: number;
  /** Null: until somebody ends it. */
  until: number | null;
  /** Who said it. */
  by: string | null;
}

/** An exception as it stands in the database. */
export type ExceptionRow = Selectable<ExceptionTable>;
/** A legal hold: what it is on is kept, whatever its age. */
export interface HoldTable {
  id: string;
  kind: 'contact' | 'call' | 'number';
  /** The id, or the canonical number. Personal. */
  subject: string;
  reason: string;
  /** Who asked for it. */
  by: string;
  at: number;
  releasedAt: number | null;
  releasedBy: string | null;
}

/** An alarm as it stands in the database. */
export type AlarmRow = Selectable<AlarmTable>;
export type HoldRow = Selectable<HoldTable>;
/** What a person has used up of a day's allowance of calls that cost. */
export interface TollTable {
  /** `2026-01-05/abroad/1001`. */
  id: string;
  day: string;
  kind: 'abroad' | 'forward' | 'outsideStation' | 'callBack';
  /** An agent's id, `station:801` or `box`. */
  person: string;
  calls: number;
  /** Begun ones. */
  minutes: number;
  /** When it was written last. */
  at: number;
}

/** A call that somebody wants to be made later. */
export interface LaterCallTable {
  id: string;
  agent: string;
  /** As it is dialled. Personal. */
  number: string;
  /** When it is due. */
  due: number;
  /** Who asked for it. */
  by: string;
  at: number;
}
/** A customer's PIN. */
export interface MemberPinTable {
  /** The customer's. */
  id: string;
  pinHash: string;
  wrongTries: number;
  lockedUntil: number | null;
  at: number;
}

/** A customer of the shop. Personal. */
export interface CustomerTable {
  id: string;
  /** JSON list of canonical numbers; the batch's helpers take a list. */
  numbers: ColumnType<string, readonly string[] | string, readonly string[] | string>;
  name: string;
  /** How he is addressed. */
  address: string | null;
  /** 0 is usual; the higher, the more important. */
  grade: number;
  /** The agent whose customer he is, and who stands in for him. */
  owner: string | null;
  deputy: string | null;
  /** The queue whose agents know him. */
  group: string | null;
  language: string | null;
  /** When it was written last. */
  at: number;
}
export type CustomerRow = Selectable<CustomerTable>;
export type TollRow = Selectable<TollTable>;
export type LaterCallRow = Selectable<LaterCallTable>;

/** What becomes of a message in a box: nobody has heard it, somebody has, it is to be kept. */
export type MessageState = 'new' | 'heard' | 'saved';

/** A message in a box. It is there before its first sample; `durationMs` when it is over. */
export interface MessageTable {
  id: string;
  recording: string;
  box: string;
  /** The call in which it was left. */
  call: string;
  /** Canonical number of who left it; null when he withholds it. Personal. */
  number: string | null;
  state: MessageState;
  at: number;
  durationMs: Generated<number>;
  /** 1: `message.left` was told of it, and whoever wants to know is being told. */
  told: ColumnType<number, boolean | number | undefined, boolean | number>;
}
export type MessageRow = Selectable<MessageTable>;

/** A message on its way, as it stands in the database. */
export type OutboxRow = Selectable<OutboxTable>;
