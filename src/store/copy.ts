// SPDX-License-Identifier: GPL-2.0-or-later
// How is the database carried away while the box writes, and how is one put back? Never torn, never over another.

import { closeSync, existsSync, fsyncSync, openSync, renameSync } from 'node:fs';
import Database from 'better-sqlite3';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';
import { databaseFile, fileTime, freeName } from './damage.js';
import { openDatabase, storeFault } from './database.js';

const BUSY_TIMEOUT_MS = 5000;
const BESIDE = ['', '-wal', '-shm'];

/** What is in a copy that was found whole. */
export interface CopyFacts {
  /** Its schema: how many migrations it has seen. */
  readonly schema: number;
  /** Callbacks promised and not yet kept. */
  readonly openPromises: number;
}

/**
 * Copies the database of a data directory into the new file `target`, also beside a running box, and checks the copy. It
 * is as of one moment: without the reading transaction each commit of the box would make SQLite begin anew, and under load
 * it would never end. `progress` hears the share that is done. Rejects with STORE_DAMAGED when the copy is not whole.
 */
export async function copyDatabase(
  directory: string,
  target: string,
  progress: (share: number) => void = () => {},
): Promise<CopyFacts> {
  const file = databaseFile(directory);
  if (!existsSync(file)) throw new TelephonyError('NOT_FOUND', `database ${file}`);
  const source = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    source.exec('begin');
    source.prepare('select count(*) from sqlite_schema').get(); // from here on we see this moment and no later one
    await source.backup(target, {
      progress: ({ totalPages, remainingPages }) => {
        progress(1 - remainingPages / Math.max(1, totalPages));
        return 1000;
      },
    });
    progress(1);
    return checkCopy(target);
  } catch (error) {
    throw asFault(error, file);
  } finally {
    source.close();
  }
}

/** Also makes it one file: a copy of a WAL database wants a WAL beside it. */
function checkCopy(target: string): CopyFacts {
  const copy = new Database(target, { timeout: BUSY_TIMEOUT_MS });
  try {
    copy.pragma('journal_mode = delete');
    const found = copy.pragma('quick_check(5)') as { quick_check: string }[];
    const problems = found.map((row) => row.quick_check).filter((line) => line !== 'ok');
    if (problems.length > 0) throw new TelephonyError('STORE_DAMAGED', `${problems.join('; ')}.`);
    const count = copy.prepare('select count(*) from callback_request where closed_at is null').pluck().get();
    return { schema: Number(copy.pragma('user_version', { simple: true })), openPromises: Number(count) };
  } finally {
    copy.close();
  }
}

/** Checks a database that is to be put in place, and brings it to this version's schema. Throws STORE_DAMAGED, STORE_TOO_NEW. */
export function prepareDatabase(file: string): void {
  try {
    openDatabase(file, { aside: false }).close(); // the archive that it is from is there
  } catch (error) {
    throw asFault(error, file);
  }
}

/**
 * Puts a prepared database into a directory whose lock is held. What is there is renamed with its WAL, which must never
 * meet another database; its new name is returned.
 */
export function installDatabase(directory: string, draft: string, at: Instant): string | undefined {
  const file = databaseFile(directory);
  const kept = freeName(`${file}.replaced-${fileTime(at)}`);
  for (const suffix of BESIDE) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  renameSync(draft, file);
  const folder = openSync(directory, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return existsSync(kept) ? kept : undefined;
}

function asFault(error: unknown, file: string): TelephonyError {
  if (error instanceof TelephonyError) return error;
  const { code, detail } = storeFault(error);
  return new TelephonyError(code, `${file}: ${detail}`, { cause: error });
}
