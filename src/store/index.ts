// SPDX-License-Identifier: GPL-2.0-or-later
// The store's door: open it, fill batches, commit, read.

export { Batch, compose, type WritableTable } from './batch.js';
export { type CopyFacts, copyDatabase, installDatabase, prepareDatabase } from './copy.js';
export { databaseFile, fileTime, freeName, lastBackup, rememberBackup } from './damage.js';
export { BOX_STOPPED, endAgents, lastAlive, putAlive } from './lifetime.js';
export { type DirectoryLock, lockFile } from './lock.js';
export type { AlarmPostRow, AlarmRow } from './operating-rows.js';
export { type RepairOptions, type RepairReport, repair } from './repair.js';
export type {
  AgentRow,
  AgentStateRow,
  CallbackAttemptRow,
  CallbackRequestRow,
  CallRow,
  CaptureRow,
  ClearedBy,
  EventRow,
  LegKind,
  LegRow,
  NumberListRow,
  RecordingRow,
  RecordingState,
  RequestState,
  SettingRow,
  Tables,
} from './rows.js';
export {
  type CommitOptions,
  type Committed,
  openReads,
  openStore,
  type Reads,
  type Store,
  type StoreBacklog,
  type StoreOptions,
  takeDirectory,
} from './store.js';
export type { Trouble, TroubleKind } from './trouble.js';
export type { Space, StandingTrouble, Unwritten } from './writer.js';
