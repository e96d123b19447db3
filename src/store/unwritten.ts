// SPDX-License-Identifier: GPL-2.0-or-later
// What if the box must end while the database cannot be written? What waits is put beside it, and the next start writes it.

import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3';
import { type Instant, SystemClock } from '../kernel/index.js';
import { fileTime, freeName } from './damage.js';
import type { Order } from './order.js';
import { isOwnFault, type Trouble } from './trouble.js';

const UNWRITTEN = 'unwritten.jsonl';
const TAKEN_UP = 'store.unwritten'; // the setting that names the last such file that was written

/** The file beside a database in which batches wait for the next start. */
export function unwrittenFile(file: string): string {
  return join(dirname(file), UNWRITTEN);
}

/**
 * Keeps what could not be written; gives the file that has it. Where another file has taken the database's place, the one that
 * we still hold is written to and copied beside it, whole: as `spillway.db.kept-TIME`. One that was overwritten is left alone.
 */
export function keepForNextStart(
  database: Database.Database,
  orders: readonly Order[],
  trouble: Trouble | undefined,
): string | undefined {
  const file = database.name;
  if (trouble?.kind === 'replaced') {
    const kept = freeName(`${file}.kept-${fileTime(now())}`);
    writeAll(database, orders);
    database.prepare('vacuum into ?').run(kept);
    return kept;
  }
  if (orders.length === 0) return undefined;
  const target = unwrittenFile(file);
  const draft = `${target}.draft`;
  const handle = openSync(draft, 'w', 0o600); // numbers of callers
  try {
    writeSync(handle, `${JSON.stringify({ id: randomUUID() })}\n`);
    for (const { statements } of orders) writeSync(handle, `${JSON.stringify(statements)}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, target);
  return target;
}

/** Writes what the last run could not, in its order and once, whatever crash comes between. */
export function takeUpUnwritten(database: Database.Database): void {
  const file = unwrittenFile(database.name);
  if (!existsSync(file)) return;
  const [first = '{}', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const { id = '' } = JSON.parse(first) as { id?: string };
  const orders = lines.map((line): Order => ({ statements: JSON.parse(line), finishing: true }));
  const refused = database.transaction(() => {
    if (database.prepare('select value from setting where key = ?').pluck().get(TAKEN_UP) === id) return 0;
    const left = writeAll(database, orders);
    database
      .prepare('insert into setting values (?, ?, ?) on conflict (key) do update set value = excluded.value')
      .run(TAKEN_UP, id, now());
    return left;
  })();
  if (refused === 0) rmSync(file);
  else renameSync(file, freeName(`${file}.refused-${fileTime(now())}`));
}

/** Each batch whole or not at all; gives how many contradict what is there. */
function writeAll(database: Database.Database, orders: readonly Order[]): number {
  let refused = 0;
  for (const { statements } of orders) {
    try {
      database.transaction(() => {
        for (const { sql, values } of statements) database.prepare(sql).run(...values);
      })();
    } catch (error) {
      if (!isOwnFault(error)) throw error;
      refused++;
    }
  }
  return refused;
}

function now(): Instant {
  return Math.floor(new SystemClock().now());
}
