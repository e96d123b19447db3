// SPDX-License-Identifier: GPL-2.0-or-later
// What of the box's operation is in the database? Alarms, what is still to be told of them, and busied-out channels.
// Instants are milliseconds since 1970 UTC, whole.

import type { Generated, Selectable } from 'kysely';

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

/** News of an alarm that the web hook has not taken yet. */
export interface AlarmPostTable {
  id: string;
  at: number;
  body: string;
}

/** A channel that somebody busied out, by its name: `e1/5`. */
export interface BusiedOutTable {
  channel: string;
  at: number;
}

/** An alarm as it stands in the database. */
export type AlarmRow = Selectable<AlarmTable>;
export type AlarmPostRow = Selectable<AlarmPostTable>;
