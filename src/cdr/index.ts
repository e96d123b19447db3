// SPDX-License-Identifier: GPL-2.0-or-later
// The records' door: from a call's history to its rows, the account of all calls, and their export.

export { addsUp, type Balance, balance, type CallTotals } from './balance.js';
export { contactRecord } from './contacts.js';
export { callsAsCsv, callsAsJson } from './export.js';
export {
  type By,
  type CallFact,
  type CallHistory,
  type CallIdentity,
  contactOf,
  dispositionOf,
  type LegIdentity,
  type Role,
} from './history.js';
export { type HoldAsked, Keeping, type KeepingOptions, type Pruned, type Retention } from './keeping.js';
export { callRecord, closeCall, legRecords, openCall, writeCall } from './records.js';
export { GrowingSegments, type Segment, segmentsOf } from './segments.js';
