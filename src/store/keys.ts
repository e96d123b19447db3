// SPDX-License-Identifier: GPL-2.0-or-later
// Which tables are written by rows, and by which column is a row of them found?
import type { Tables } from './rows.js';

/** The tables that a batch may write: all but the event log, which `event` appends to, segments, and what the database counts by itself. */
export type WritableTable = Exclude<keyof Tables, 'event' | 'segment' | 'counter'>;

/** Views, whose triggers write; see `DENSE`. */
type View = 'leg' | 'agentState' | 'contact';
export const VIEWS: ReadonlySet<string> = new Set<View>(['leg', 'agentState', 'contact']);

/** Those with a key of one column. */
export type KeyedTable = Exclude<WritableTable, View>;

export const KEYS: Record<KeyedTable, string> = {
  call: 'id',
  recording: 'id',
  deletedRecording: 'id',
  recordingTag: 'id',
  recordingMark: 'id',
  erasure: 'n',
  review: 'id',
  coachingNote: 'id',
  capture: 'call',
  callbackRequest: 'id',
  callbackAttempt: 'id',
  webRequest: 'id',
  agent: 'id',
  doNotCall: 'number',
  blockedNumber: 'number',
  setting: 'key',
  alarm: 'id',
  message: 'id',
  outbox: 'id',
  busiedOut: 'channel',
  exception: 'id',
  hold: 'id',
  toll: 'id',
  laterCall: 'id',
  customer: 'id',
  memberPin: 'id',
  rollUp: 'id',
  rollUpDay: 'id',
  rollUpMark: 'id',
};
