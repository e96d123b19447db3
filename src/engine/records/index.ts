// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/records: what is written of calls, callbacks and lists.

export type { CallRecord } from './call-record.js';
export { attemptOf, putCallbackChanges, requestOf } from './callback-rows.js';
export type { ContactNow } from './contact-now.js';
export { HoursExceptions } from './hours-exceptions.js';
export { putLetters } from './letters.js';
export { ListedNumbers } from './listed-numbers.js';
export { type ListEntry, type ListName, NumberLists, type NumbersTaken, type NumberWished } from './number-lists.js';
export { Records } from './records.js';
export { Telephones, type WishedTelephone } from './telephones.js';
export { type DayFigures, midnight, type QueueToday, Today } from './today.js';
export { type CallbackTotals, type CallTotals, Totals } from './totals.js';
export { Gathered, Upload, type UploadPiece } from './upload.js';
