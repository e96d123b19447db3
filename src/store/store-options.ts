// SPDX-License-Identifier: GPL-2.0-or-later
// How can a store be opened?

import type { Bus } from '../bus/index.js';
import type { Clock, Duration } from '../kernel/index.js';
import type { ReadLimits } from './reads/reader.js';

/** Told of a long migration: so many rows of so many are done. */
export type MigrationProgress = (done: number, of: number) => void;

export interface StoreOptions {
  /** The data directory; made when it is not there. */
  readonly directory: string;
  readonly clock: Clock;
  /** Hears of every event when it is durable. */
  readonly bus?: Bus;
  /** Room kept to finish what was begun when the disk is full; default 8 MiB. */
  readonly reserveBytes?: number;
  /** Tests and benchmarks: pretends a disk whose flush takes so much longer. */
  readonly flushDelayMs?: number;
  /** What may wait in memory while nothing can be written; default 64 MiB. */
  readonly backlogBytes?: number;
  /** How long `close` tries to write what waits, in the machine's own time; default 10 s. */
  readonly lastTries?: Duration;
  /** How long the page of a list may take, in the machine's own time; default 5 s, and 15 s until it has its turn. */
  readonly readLimits?: ReadLimits;
  /** Tests: pretends that each answer takes so much longer. */
  readonly readDelayMs?: number;
  /** Told while a database of an older version is brought to today's: so many rows of so many are done. */
  readonly migrating?: MigrationProgress;
}
