// SPDX-License-Identifier: GPL-2.0-or-later
// What happens to a damaged database? It is kept aside under another name, and no empty one is begun in its place.

import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TelephonyError } from '../faults.js';
import type { Instant } from '../kernel/index.js';

const DATABASE = 'spillway.db';
const MARK = 'spillway.db.damaged-';
const LAST_BACKUP = 'last-backup';

/** The database file of a data directory. */
export function databaseFile(directory: string): string {
  return join(directory, DATABASE);
}

/** `20260105T010000Z`: sorts by time, fits a file name. */
export function fileTime(at: Instant): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d+/g, '');
}

/**
 * Throws STORE_DAMAGED when a damaged database was kept aside and none was restored since: starting with an empty one
 * would hide every open promise.
 */
export function refuseAfterDamage(directory: string): void {
  if (existsSync(databaseFile(directory))) return;
  const kept = readdirSync(directory).filter((name) => name.startsWith(MARK) && !/-(wal|shm)$/.test(name));
  const last = kept.sort().at(-1);
  if (last) throw damaged(directory, join(directory, last), 'It was found damaged before.');
}

/** Renames the database and its WAL, overwriting nothing; the fault to throw names them and the way back. */
export function keepAside(directory: string, at: Instant, reason: string): TelephonyError {
  const file = databaseFile(directory);
  const kept = freeName(join(directory, MARK + fileTime(at)));
  renameSync(file, kept);
  for (const suffix of ['-wal', '-shm']) if (existsSync(file + suffix)) renameSync(file + suffix, kept + suffix);
  return damaged(directory, kept, reason);
}

/** The name, or with a number behind it when it is taken. */
export function freeName(wish: string): string {
  let name = wish;
  for (let count = 2; existsSync(name); count++) name = `${wish}.${count}`;
  return name;
}

function damaged(directory: string, kept: string, reason: string): TelephonyError {
  const backup = lastBackup(directory) ?? '/path/to/your/backup.tar';
  return new TelephonyError(
    'STORE_DAMAGED',
    `${reason} It is kept as ${kept}; nothing was overwritten. ` +
      `To go on from a backup: spillway restore ${quoted(backup)} --database ${quoted(directory)} ` +
      `To save what can be read of it: sqlite3 ${kept} .recover | sqlite3 ${databaseFile(directory)}`,
  );
}

/** As a shell takes it. */
function quoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

/** Remembers where the newest backup lies, for the message that a damaged database gets. */
export function rememberBackup(directory: string, archive: string): void {
  const draft = join(directory, `${LAST_BACKUP}.draft`);
  writeFileSync(draft, `${archive}\n`);
  renameSync(draft, join(directory, LAST_BACKUP));
}

/** Where the newest backup was put, when it is still there. */
export function lastBackup(directory: string): string | undefined {
  try {
    const archive = readFileSync(join(directory, LAST_BACKUP), 'utf8').trim();
    return existsSync(archive) ? archive : undefined;
  } catch {
    return undefined;
  }
}
