// SPDX-License-Identifier: GPL-2.0-or-later
// The records' door: from a call's history to its rows, the account of all calls, and their export.

export { addsUp, type Balance, balance, type CallTotals } from './balance.js';
export { callsAsCsv, callsAsJson, talkTime } from './export.js';
export { type CallFact, type CallHistory, type CallIdentity, dispositionOf, type LegIdentity } from './history.js';
export { callRecord, closeCall, legRecords, openCall, writeCall } from './records.js';
