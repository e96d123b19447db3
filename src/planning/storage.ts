// SPDX-License-Identifier: GPL-2.0-or-later
// How much disk do a centre's records take? Recordings for as long as they are kept, and the database; pure.

import type { Duration } from '../kernel/index.js';

/** Both sides as A-law at 8 kHz, in one file: bytes a second. */
export const RECORDED = 16_000;
/** Of the database, with all events of a call. Measured: test/scenario/database-size. */
export const WRITTEN = 2_100;

export interface Kept {
  /** Calls of an average day, and how many of them are talked on. */
  readonly calls: number;
  readonly recorded: number;
  readonly talk: Duration;
  /** Days for which recordings, and records, are kept. */
  readonly recordings: number;
  readonly records: number;
}

/** Bytes. */
export interface Storage {
  readonly recordingsADay: number;
  readonly recordings: number;
  readonly database: number;
  readonly whole: number;
}

export function storageOf({ calls, recorded, talk, recordings, records }: Kept): Storage {
  const recordingsADay = recorded * (talk / 1000) * RECORDED;
  const kept = recordingsADay * recordings;
  const database = calls * WRITTEN * records;
  return { recordingsADay, recordings: kept, database, whole: kept + database };
}
