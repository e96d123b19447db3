// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/calling: what people do with calls.

export { CallDesk, type TransferTo } from './call-desk.js';
export type { Customers } from './house-calls.js';
export { introduction } from './introduction.js';
export type { LaterCall } from './later-calls.js';
export type { LineCall, OwnLine } from './own-lines.js';
export { atTelephone, type Callee, type Reached, type ReachRooms } from './reach.js';
export { refusalPrompt } from './refusal-words.js';
export type { StationStatus, StationWord } from './station-states.js';
export { SuperviseByCode } from './supervise-by-code.js';
export { SUPERVISION_MODES, type SupervisionMode } from './supervision.js';
export { TelephoneDesk, type TelephoneStatus } from './telephone-desk.js';
export { TelephoneVerbs } from './telephone-verbs.js';
