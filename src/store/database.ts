// SPDX-License-Identifier: GPL-2.0-or-later
// Is this database ours, whole and durable? Opens the writing connection, or says why not.

import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { type FaultCode, TelephonyError } from '../faults.js';
import { knowsErasing } from './erased-text.js';
import { copyAside, migrate, schemaOf } from './migrate.js';
import { MIGRATIONS } from './migrations.js';
import type { MigrationProgress } from './store-options.js';

const BUSY_TIMEOUT_MS = 5000; // while it is opened; afterwards the writer tries again by itself
const BUSY_TRY_MS = 50;
const LARGEST_WAL = 16_384; // pages of 4 KiB; SQLite checkpoints in the midst of a commit when the writer was never idle

/** An error of SQLite in our own words; what is not SQLite's passes unchanged. */
export function storeFault(error: unknown): { readonly code: FaultCode; readonly detail: string } {
  if (error instanceof TelephonyError) return { code: error.code, detail: error.detail };
  const code = error instanceof Database.SqliteError ? error.code : '';
  const detail = error instanceof Error ? `${error.message}${code && ` (${code})`}.` : String(error);
  if (isFull(code)) return { code: 'STORE_FULL', detail };
  if (isDamage(code)) return { code: 'STORE_DAMAGED', detail };
  if (code.startsWith('SQLITE_CONSTRAINT')) return { code: 'STORE_CONFLICT', detail };
  return { code: 'STORE_FAILED', detail };
}

/** The shared-memory file of the WAL is the other file that grows. */
export function isFull(code: string): boolean {
  return code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE';
}

/** SQLite finds no whole database in the file. */
export function isDamage(code: string): boolean {
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** What is done with a database of an older version. */
export interface Upgrade {
  /** Keeps a copy of it beside it; default true. */
  readonly aside?: boolean;
  /** Done before, while it is as that version left it. */
  readonly before?: (database: Database.Database) => void;
  readonly told?: MigrationProgress;
}

/**
 * Opens the file for writing: checked, migrated, WAL, every commit flushed. Throws STORE_DAMAGED, STORE_TOO_NEW or
 * STORE_NOT_DURABLE and leaves the file as it was. Blocks; for the writer's thread.
 */
export function openDatabase(file: string, { aside = true, before, told }: Upgrade = {}): Database.Database {
  if (existsSync(file)) check(file);
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    makeDurable(database);
    knowsErasing(database);
    if (isOld(database)) {
      before?.(database);
      if (aside) copyAside(database, file);
    }
    migrate(database, told);
    database.pragma(`busy_timeout = ${BUSY_TRY_MS}`);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** On a read-only connection: closing another would move the WAL into a database that may be damaged. */
function check(file: string): void {
  const database = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    checkWhole(database);
    checkVersion(database);
  } finally {
    database.close();
  }
}

function checkWhole(database: Database.Database): void {
  const found = database.pragma('quick_check(5)') as { quick_check: string }[];
  const problems = found.map((row) => row.quick_check).filter((line) => line !== 'ok');
  if (problems.length > 0) throw new TelephonyError('STORE_DAMAGED', `${problems.join('; ')}.`);
}

function checkVersion(database: Database.Database): void {
  const version = schemaOf(database);
  if (version <= MIGRATIONS.length) return;
  throw new TelephonyError('STORE_TOO_NEW', `Its schema is ${version}, this version knows up to ${MIGRATIONS.length}.`);
}

/** better-sqlite3 does not flush a WAL commit by default, and a network file system may know no WAL: read back. */
function makeDurable(database: Database.Database): void {
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma(`wal_autocheckpoint = ${LARGEST_WAL}`);
  database.pragma('foreign_keys = on');
  database.pragma('secure_delete = fast'); // what was erased is not in the file's free bytes either
  const journal = database.pragma('journal_mode', { simple: true });
  const synchronous = database.pragma('synchronous', { simple: true });
  if (journal === 'wal' && synchronous === 2) return;
  throw new TelephonyError('STORE_NOT_DURABLE', `journal_mode is ${journal}, synchronous is ${synchronous}.`);
}

/** Moves the WAL into the database: three flushes that a commit would wait for, so to be done when none is due. */
export function checkpoint(database: Database.Database): void {
  try {
    database.pragma('wal_checkpoint(passive)');
  } catch {
    // A full disk: all stays in the WAL, where it is as safe, until there is room.
  }
}

/** It has been used, by an older version. */
function isOld(database: Database.Database): boolean {
  const schema = schemaOf(database);
  return schema > 0 && schema < MIGRATIONS.length;
}
