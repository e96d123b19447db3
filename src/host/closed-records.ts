// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records say when no box runs? Read over a connection of one's own, for one question.

import { existsSync } from 'node:fs';
import { loadConfig } from '../config/index.js';
import { TelephonyError } from '../faults.js';
import { SystemClock } from '../kernel/index.js';
import { DirectoryRecords, databaseFile, Listing } from '../store/index.js';
import { recordMethods } from './record-methods.js';

/** An answer, and whose time its instants are to be shown in. */
export interface ClosedAnswer {
  readonly result: unknown;
  readonly zone: string;
}

/** What is asked of a time up to now, whenever the box ended. */
const OF_TODAY: ReadonlySet<string> = new Set(['report', 'demand']);

/**
 * Answers one method of `recordMethods` by a configuration file, a long list as a whole; undefined: the file is wrong, or its
 * data directory has no database.
 */
export async function askClosedRecords(
  file: string,
  method: string,
  params: Readonly<Record<string, unknown>>,
): Promise<ClosedAnswer | undefined> {
  const read = loadConfig(file);
  if (!('config' in read) || !existsSync(databaseFile(read.config.data))) return undefined;
  const { config } = read;
  const records = new DirectoryRecords(config.data);
  try {
    // What was up when the box ended goes on no longer than it lived.
    const now = new SystemClock().now();
    const alive = await records.ask('alive', null);
    const keeper = { records: () => records, config: () => config, now: () => Math.min(now, alive ?? now) };
    const run = recordMethods(OF_TODAY.has(method) ? { ...keeper, now: () => now } : keeper)[method];
    if (run === undefined) throw new TelephonyError('NOT_FOUND', `method ${method}`);
    const result = await run(params);
    return { result: result instanceof Listing ? await result.rows() : result, zone: config.zone };
  } finally {
    await records.close();
  }
}
