// SPDX-License-Identifier: GPL-2.0-or-later
// What is written of recordings beside their rows, of erased numbers and of judged calls? Instants are milliseconds since 1970 UTC, whole.

import type { ColumnType, Generated, Selectable } from 'kysely';
import type { RecordingKind } from './rows.js';

/** What remains of a recording that was deleted. */
export interface DeletedRecordingTable {
  id: string;
  call: string;
  kind: RecordingKind;
  agent: string | null;
  queue: string | null;
  file: string;
  startedAt: number;
  durationMs: number | null;
  bytes: number | null;
  /** Of the sound; null: its file was gone already. */
  sha256: string | null;
  deletedAt: number;
  /** An actor, or `retention`. */
  deletedBy: string;
  reason: string;
}
export type DeletedRecordingRow = Selectable<DeletedRecordingTable>;

/** A word that people find recordings by. */
export interface RecordingTagTable {
  /** `RECORDING/TAG`. */
  id: string;
  recording: string;
  tag: string;
}

/** What somebody wrote of a moment of a recording. */
export interface RecordingMarkTable {
  id: string;
  recording: string;
  /** From the recording's beginning. */
  atMs: number;
  text: string;
  by: string;
  at: number;
}
export type RecordingMarkRow = Selectable<RecordingMarkTable>;

/** A number that was erased: `erased-N` stands in its place. */
export interface ErasureTable {
  n: number;
  /** Salted; see `erasure.ts`. */
  hash: string;
  at: number;
  by: string;
  reason: string;
}
export type ErasureRow = Selectable<ErasureTable>;

/** How somebody judged an agent's talk by a form, whose questions are kept as they were. */
export interface ReviewTable {
  id: string;
  recording: string;
  call: string;
  agent: string;
  queue: string | null;
  form: string;
  /** JSON; the batch's helpers take a value. */
  questions: ColumnType<string, readonly object[] | string, readonly object[] | string>;
  /** JSON: points by question. */
  answers: ColumnType<string, object | string, object | string>;
  /** 0 to 100. */
  score: number;
  passed: number;
  reviewer: string;
  comment: string;
  /** 1: made to compare reviewers; the agent does not see it, no trend counts it. */
  calibration: Generated<number>;
  at: number;
  /** From then on the agent sees it. */
  publishedAt: number | null;
  seenAt: number | null;
  reply: string | null;
  repliedAt: number | null;
}
export type ReviewRow = Selectable<ReviewTable>;

/** What a supervisor has agreed with an agent. */
export interface CoachingNoteTable {
  id: string;
  agent: string;
  review: string | null;
  text: string;
  by: string;
  at: number;
}
export type CoachingNoteRow = Selectable<CoachingNoteTable>;
