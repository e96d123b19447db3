// SPDX-License-Identifier: GPL-2.0-or-later
// The store's door: open it, fill batches, commit, read.

export { Batch, type NewRow, type Statement } from './batch.js';
export { type CopyFacts, copyDatabase, installDatabase, prepareDatabase } from './copy.js';
export { databaseFile, fileTime, freeName, lastBackup, rememberBackup } from './damage.js';
export {
  type Erasures,
  erasedName,
  eraseInEvents,
  eraseInRows,
  erasureHash,
  type NumberForms,
} from './erasure.js';
export { makeFolder } from './folder.js';
export { callsGo, eventsGo, legsGo, type RecordKind, requestsGo } from './keeping.js';
export type {
  CoachingNoteRow,
  DeletedRecordingRow,
  ErasureRow,
  RecordingMarkRow,
  ReviewRow,
} from './kept-rows.js';
export type { WritableTable } from './keys.js';
export { BOX_STOPPED, endAgents, lastAlive, putAlive } from './lifetime.js';
export { type Listed, Listing, type NotYetWritten } from './listing.js';
export { type DirectoryLock, lockFile } from './lock.js';
export { openMemoryStore } from './memory-store.js';
export { openStore, takeDirectory } from './open.js';
export type {
  AlarmRow,
  CustomerRow,
  ExceptionRow,
  HoldRow,
  LaterCallRow,
  MessageRow,
  MessageState,
  OutboxRow,
  TollRow,
} from './operating-rows.js';
export { type CallCounts, callAccount, type WholeBooks, wholeBooks } from './reads/account.js';
export type { AuditEntry } from './reads/audit.js';
export { RecordsBeside } from './reads/beside.js';
export type { BilledCall } from './reads/billed-calls.js';
export type { ListedCallback } from './reads/callbacks.js';
export type { ExportedCall } from './reads/calls.js';
export { askDirectory, DirectoryRecords, openReads, type Records } from './reads/connection.js';
export type { Converted } from './reads/conversions.js';
export type { Counted, CountedSince } from './reads/counters.js';
export type { Interaction, LastTalk, StoredCustomer } from './reads/customers.js';
export type { DetailedCall } from './reads/detailed-calls.js';
export type { CallbackEvidence, EvidenceAsked } from './reads/evidence.js';
export type { Ages, Over } from './reads/keeping.js';
export { LEAD_STATES, type Lead, type LeadState } from './reads/leads.js';
export { type LeftAgent, outsideKey } from './reads/left-agents.js';
export type { CallsAsked, ListedCall } from './reads/listed-calls.js';
export type { ListedRecording, RecordingsAsked } from './reads/listed-recordings.js';
export type { MeasuredCallRow } from './reads/measured-calls.js';
export type { StoredMessage } from './reads/messages.js';
export type { StoredNumber } from './reads/numbers.js';
export type { Looked, PersonalData, Traces } from './reads/personal.js';
export type { ReviewsAsked, Unjudged } from './reads/quality.js';
export type { Key, Page, PageAsked, Reads } from './reads/question.js';
export { type BrokenRows, readable } from './reads/readable.js';
export type { ReadLimits } from './reads/reader.js';
export type { RolledUp, Stretch } from './reads/roll-up.js';
export type { Timeline } from './reads/timeline.js';
export type { ToldEvent } from './reads/told-events.js';
export type { LeftOver } from './reads/unfinished.js';
export type { Reach } from './reads/within-reach.js';
export type { ContactRow, EventRow, SegmentKind, SegmentRow } from './record-rows.js';
export { type RecordingFolders, recordingFile } from './recording-file.js';
export { type RepairOptions, type RepairReport, repair } from './repair.js';
export { ERASURES_FILE, erasuresOf, type Reapplied, readErasures, reapplyErasures } from './restore-erasures.js';
export {
  addSums,
  type HourSums,
  noSums,
  QUARTER,
  type QuarterSums,
  ROLL_UP_PARTS,
  rollUpId,
  type Sums,
} from './roll-up-rows.js';
export type {
  AgentRow,
  AgentStateRow,
  CallbackAttemptRow,
  CallbackRequestRow,
  CallRow,
  CaptureRow,
  ClearedBy,
  LegKind,
  LegRow,
  NumberListRow,
  RecordingKind,
  RecordingRow,
  RecordingState,
  SettingRow,
  Tables,
} from './rows.js';
export type { CommitOptions, Committed, Store, StoreBacklog } from './store.js';
export type { MigrationProgress, StoreOptions } from './store-options.js';
export type { Trouble, TroubleKind } from './trouble.js';
export { WebDatabase, type WebSession } from './web/database.js';
export type { KeptNote, KeptProgram } from './web/kept.js';
export type { KeptMessage } from './web/messages.js';
export type { Space, StandingTrouble, Unwritten } from './writer.js';
