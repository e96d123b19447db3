// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/customers: the shop's customers over commands, and the agents who know a caller.

export { CustomerDesk, type CustomerParts, SHOWN, type WrittenCustomer } from './customer-desk.js';
export type { CustomerImport, CustomerPiece } from './customer-upload.js';
export { recallTalks } from './recall-talks.js';
export { namesOf, type StaffNames, staffOf } from './strangers.js';
