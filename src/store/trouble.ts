// SPDX-License-Identifier: GPL-2.0-or-later
// Why can the database not be written now? What passes is waited for; only what is wrong with a batch itself is refused.

import Database from 'better-sqlite3';
import { TelephonyError } from '../faults.js';
import { isDamage, isFull } from './database.js';

/**
 * `held`: another program has the lock. `full`: no room, and the reserve is used up. `readOnly`: the file system or the file is.
 * `replaced`: at the database's path is another file, or none. `overwritten`: something else was written into the file.
 * `damaged`: SQLite finds no whole database. `failing`: the disk.
 */
export type TroubleKind = 'held' | 'full' | 'readOnly' | 'replaced' | 'overwritten' | 'damaged' | 'failing';

/** What keeps the database from being written. What is decided meanwhile waits, and is written when it is over. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** In SQLite's or the system's words. */
  readonly detail: string;
  /** Of `held`: the program and its process, when that can be known. */
  readonly holder?: string;
}

const KINDS: readonly (readonly [RegExp, TroubleKind])[] = [
  [/^SQLITE_(BUSY|LOCKED|PROTOCOL)/, 'held'],
  [/^SQLITE_READONLY_DBMOVED/, 'replaced'],
  [/^SQLITE_READONLY/, 'readOnly'],
];

/** What an error means that is no batch's own fault. */
export function troubleOf(error: unknown): Trouble {
  const detail = error instanceof Error ? error.message : String(error);
  if (!(error instanceof Database.SqliteError)) return { kind: 'failing', detail };
  return { kind: kindOf(error.code), detail: `${detail} (${error.code})` };
}

/** Whether the error is the batch's own fault: it would be refused at any time, and must keep no other waiting. */
export function isOwnFault(error: unknown): boolean {
  if (error instanceof TelephonyError) return error.code === 'STORE_CONFLICT' || error.code === 'REFUSED';
  if (!(error instanceof Database.SqliteError)) return true;
  return /^SQLITE_(CONSTRAINT|ERROR$|MISMATCH|RANGE|TOOBIG)/.test(error.code);
}

function kindOf(code: string): TroubleKind {
  if (isFull(code)) return 'full';
  if (isDamage(code)) return 'damaged';
  return KINDS.find(([pattern]) => pattern.test(code))?.[1] ?? 'failing';
}

/** `database is locked (SQLITE_BUSY), by sqlite3 (process 4711).` */
export function inWords(trouble: Trouble | undefined): string {
  if (trouble === undefined) return 'The disk is still at work.';
  return trouble.holder === undefined ? `${trouble.detail}.` : `${trouble.detail}, by ${trouble.holder}.`;
}
