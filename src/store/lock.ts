// SPDX-License-Identifier: GPL-2.0-or-later
// Who owns the data directory? One box: it holds a lock that the kernel frees when its process dies, however it dies.

import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { TelephonyError } from '../faults.js';

/** The file of a data directory on which the lock is held. */
export function lockFile(directory: string): string {
  return join(directory, 'box.lock');
}

/** A held lock. */
export interface DirectoryLock {
  /** Idempotent. */
  release(): void;
}

/**
 * Takes the directory or throws STORE_LOCKED. The lock is SQLite's own on `box.lock`, held by an open transaction; it also
 * keeps two boxes of one process apart. `box.pid` only tells people who holds it: closing `box.lock` after reading it
 * would free this process's lock (POSIX).
 */
export function lockDirectory(directory: string): DirectoryLock {
  const pidFile = join(directory, 'box.pid');
  const database = new Database(lockFile(directory), { timeout: 0 });
  try {
    database.pragma('journal_mode = memory');
    database.exec('begin exclusive');
  } catch (error) {
    database.close();
    const isHeld = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
    if (!isHeld) throw error;
    throw new TelephonyError('STORE_LOCKED', `${directory} is used by process ${readPid(pidFile)}.`);
  }
  writeFileSync(pidFile, `${process.pid}\n`);
  return {
    release: () => {
      if (!database.open) return;
      rmSync(pidFile, { force: true });
      database.close();
    },
  };
}

/** The process that runs on this directory, if its box wrote so; it may have died since. */
export function readPid(pidFile: string): string {
  try {
    return readFileSync(pidFile, 'utf8').trim() || 'unknown';
  } catch {
    return 'unknown';
  }
}
