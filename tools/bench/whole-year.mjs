// SPDX-License-Identifier: GPL-2.0-or-later
// What has a busy shop after a year? So many contacts a day with their segments, legs, agents' states and promises, and the sums of
// their quarters, in the schema of today; kept below build/ between runs. A week is made up, the other days are copies of its days.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { readConfig } from '../../dist/config/index.js';
import { sumUpDays } from '../../dist/engine/index.js';
import { SystemClock } from '../../dist/kernel/index.js';
import { openStore } from '../../dist/store/index.js';
import { MIGRATIONS } from '../../dist/store/migrations.js';
import { root } from '../setup/run.mjs';
import { CopiedDays } from './copied-days.mjs';
import { MadeUpDays } from './made-up-days.mjs';
import { agents, channels, day, days as ofYear, queues, stations, yearBegins, zone } from './year-facts.mjs';

const week = 7;

/**
 * The data directory of a year; made when it is not there.
 * @param {number} perDay contacts a day
 * @param {(text: string) => void} say
 * @param {{ folder?: string, days?: number }} [less] where years are kept; how many days of it
 */
export async function wholeYear(perDay, say, { folder = path.join(root, 'build/bench-data'), days = ofYear } = {}) {
  const directory = path.join(folder, `year-${perDay}-a-day-schema-${MIGRATIONS.length}`);
  if (existsSync(directory)) return directory;
  const draft = `${directory}.draft`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  await (await openStore({ directory: draft, clock: new SystemClock() })).close();
  const database = new Database(path.join(draft, 'spillway.db'));
  for (const setting of fast) database.pragma(setting);
  const aside = takenAside(database);
  database.transaction(() => makeUp(database, { perDay, days }, say))();
  say('its indexes are made');
  for (const sql of aside) database.exec(sql);
  database.pragma('journal_mode = wal');
  database.close();
  say('the sums of its days are written');
  const store = await openStore({ directory: draft, clock: new SystemClock() });
  await sumUpDays(store, { before: yearBegins + days * day, most: days }, zone);
  await store.close();
  renameSync(draft, directory);
  return directory;
}

/** What is written in that shop's file. */
export function shopOfYear() {
  const span = (/** @type {number} */ n) => ({
    ...{ name: `e1-${n}`, kind: /** @type {const} */ ('e1') },
    carrier: { type: /** @type {const} */ ('listen'), path: `e1-${n}.sock` },
  });
  const spans = Array.from({ length: channels / 30 }, (_, n) => span(n + 1));
  return readConfig({
    ...{ data: 'data', zone, board: { type: 'virtual', spans } },
    accessNumbers: stations.map((station) => ({ ...station, queue: queues[0] ?? '' })),
    queues: queues.map((name) => ({ name })),
    agents: agents.map((id) => ({ id, name: `agent ${id}`, queues })),
  });
}

/** Nothing is lost when the machine stops meanwhile: the draft is made anew. */
const fast = [
  'locking_mode = exclusive',
  'journal_mode = off',
  'synchronous = off',
  'foreign_keys = off',
  'cache_size = -200000',
  'temp_store = memory',
];

/**
 * Triggers and indexes are dropped while rows are written; gives how they are made again. A word's number is looked for by its name.
 * @param {import('better-sqlite3').Database} database
 */
function takenAside(database) {
  const aside = /** @type {{ sql: string, name: string, type: string }[]} */ (
    database
      .prepare(
        "select type, name, sql from sqlite_schema where type in ('index', 'trigger') and sql is not null and tbl_name <> 'name' order by type",
      )
      .all()
  );
  for (const { type, name } of aside) database.exec(`drop ${type} ${name}`);
  return aside.map(({ sql }) => sql);
}

/**
 * @param {import('better-sqlite3').Database} database
 * @param {{ perDay: number, days: number }} size
 * @param {(text: string) => void} say
 */
function makeUp(database, { perDay, days }, say) {
  const madeUp = new MadeUpDays(database, perDay);
  const lastEvent = database.prepare('select coalesce(max(id), 0) from event_log').pluck();
  const copied = new CopiedDays(database, perDay);
  const events = [];
  for (let n = 0; n < days; n++) {
    const first = Number(lastEvent.get()) + 1;
    const like = n % week;
    const of = events[like];
    if (of === undefined) {
      madeUp.day(n);
      events.push({ first, last: Number(lastEvent.get()) });
    } else copied.day(n, like, of);
    if (n % 30 === 29) say(`${n + 1} of ${days} days are made up`);
  }
}
