// SPDX-License-Identifier: GPL-2.0-or-later
// How does an older database become one of today? Copied aside first, then step by step, telling how far it is.

import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import type Database from 'better-sqlite3';
import { TelephonyError } from '../faults.js';
import { freeName } from './damage.js';
import { FILLS, MIGRATIONS } from './migrations.js';
import type { Fill } from './records-schema.js';
import type { MigrationProgress } from './store-options.js';

const ROWS_AT_ONCE = 10_000;
const NUMBERED: readonly Fill['of'][] = ['event', 'agent_state'];
const COMPARED_AT_ONCE = 1 << 20;
const OFTEN = 0.05; // a share of all
const CACHE = -262_144; // KiB, while it lasts
const OUR_CACHE = -16_000; // SQLite's own default

/** How many steps a database has seen. */
export function schemaOf(database: Database.Database): number {
  return Number(database.pragma('user_version', { simple: true }));
}

/**
 * Brings a database to this version's schema. All steps are one transaction: one that is cut off begins anew. The database's
 * rows may be many; `told` hears how far it is.
 */
export function migrate(database: Database.Database, told: MigrationProgress = () => {}): void {
  const done = schemaOf(database);
  if (done >= MIGRATIONS.length) return;
  database.unsafeMode(true); // a step may take a check out of a table's definition
  database.pragma(`cache_size = ${CACHE}`);
  const foreignKeys = database.pragma('foreign_keys', { simple: true });
  database.pragma('foreign_keys = off'); // they hold, and rows that are only moved need not prove it
  try {
    const progress = progressOf(database, done, told);
    database.transaction(() => {
      for (const [index, step] of MIGRATIONS.entries()) {
        if (index < done) continue;
        database.exec(step);
        fill(database, index, progress);
        database.pragma(`user_version = ${index + 1}`);
      }
    })();
    if (done > 0) database.pragma('wal_checkpoint(truncate)'); // it holds the whole database once more
  } finally {
    database.pragma(`foreign_keys = ${foreignKeys}`);
    database.pragma(`cache_size = ${OUR_CACHE}`);
    database.unsafeMode(false);
  }
}

/**
 * The database as it is, beside itself under the name of its schema; gives the copy's name. A migration that is cut off again and
 * again makes one copy. Nothing else may write meanwhile.
 */
export function copyAside(database: Database.Database, file: string): string {
  database.pragma('wal_checkpoint(truncate)');
  const name = `${file}.schema-${schemaOf(database)}`;
  if (isSame(name, file)) return name;
  const kept = freeName(name);
  const draft = `${kept}.draft`;
  try {
    copyFileSync(file, draft, constants.COPYFILE_FICLONE);
    flush(draft);
    renameSync(draft, kept);
  } catch (error) {
    rmSync(draft, { force: true });
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    const { size } = statSync(file);
    throw new TelephonyError(
      'STORE_FULL',
      `${Math.ceil(size / 2 ** 20)} MiB are needed for a copy of the database before it is changed.`,
    );
  }
  return kept;
}

/** Byte by byte. */
function isSame(copy: string, file: string): boolean {
  if (!existsSync(copy) || statSync(copy).size !== statSync(file).size) return false;
  const handles = [openSync(copy, 'r'), openSync(file, 'r')];
  const [one, other] = [Buffer.alloc(COMPARED_AT_ONCE), Buffer.alloc(COMPARED_AT_ONCE)];
  try {
    for (;;) {
      const [read = 0] = handles.map((handle, index) => readSync(handle, index === 0 ? one : other));
      if (!one.subarray(0, read).equals(other.subarray(0, read))) return false;
      if (read === 0) return true;
    }
  } finally {
    for (const handle of handles) closeSync(handle);
  }
}

function flush(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Counts rows over all steps that are to be done, whose tables are there from the first one on. */
function progressOf(database: Database.Database, from: number, told: MigrationProgress): (rows: number) => void {
  // Each call has a contact, and an old database knows none yet.
  const rowsOf = (of: Fill['of']) =>
    Number(
      database
        .prepare(`select count(*) from ${of === 'contact' ? 'call' : of}`)
        .pluck()
        .get(),
    );
  const fills = [...FILLS].flatMap(([step, { fills }]) => (from > 0 && step >= from ? fills : []));
  const all = fills.reduce((sum, { of }) => sum + rowsOf(of), 0);
  let done = 0;
  let toldOf = 0;
  return (rows) => {
    done += rows;
    if (done === toldOf || (done - toldOf < all * OFTEN && done < all)) return;
    toldOf = done;
    told(done, all);
  };
}

function fill(database: Database.Database, step: number, progress: (rows: number) => void): void {
  const { fills = [], finish = '' } = FILLS.get(step) ?? {};
  for (const { of, sql } of fills) {
    let left = Number(database.prepare(`select count(*) from ${of}`).pluck().get());
    const nth = database.prepare(`select id from ${of} where id > ? order by id limit 1 offset ${ROWS_AT_ONCE - 1}`);
    const last = database.prepare(`select max(id) from ${of}`).pluck().get();
    const statement = database.prepare(sql);
    for (let from: unknown = NUMBERED.includes(of) ? -1 : ''; last !== null && from !== last; ) {
      const to: unknown = nth.pluck().get(from) ?? last;
      statement.run({ from, to });
      from = to;
      progress(Math.min(left, ROWS_AT_ONCE));
      left -= Math.min(left, ROWS_AT_ONCE);
    }
  }
  database.exec(finish);
}
