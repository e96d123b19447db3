// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/recordings: conversations in files.

export { keepRecords } from './keep-records.js';
export type { KeptRecords } from './kept-records.js';
export type { Erased } from './personal-desk.js';
export { type ExpectedConversation, type RecordedConversation, Recorder } from './recorder.js';
export { Sealing } from './sealing.js';
export { type Spoken, type SpokenOptions, SpokenRecorder, type WrittenRow } from './spoken.js';
