// SPDX-License-Identifier: GPL-2.0-or-later
// How is a database opened for reading only?

import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { databaseFile } from '../damage.js';
import type { Tables } from '../rows.js';
import type { Reads } from './question.js';

const MOST_PREPARED = 200; // some questions have their values, or a number of places, in their text
const BUSY_MS = 1_000; // whoever holds it against readers, too, is no box

export function openForReading(directory: string): Database.Database {
  const database = new Database(databaseFile(directory), { readonly: true, fileMustExist: true, timeout: BUSY_MS });
  passOverUnreadable(database);
  return database;
}

/** What stands in the place of facts that are no JSON: a disk's fault, or somebody's hand. */
const UNREADABLE = '{"unreadable":true}';
const FACTS = 'case when e.facts is null then null';

/** One event that cannot be read must not cost a page of those that can: this connection's view of them says so in its place. */
function passOverUnreadable(database: Database.Database): void {
  const view = database.prepare("select sql from sqlite_schema where type = 'view' and name = 'event'").pluck().get();
  if (typeof view !== 'string' || !view.includes(FACTS)) return; // of an older version
  const told = view.replace(FACTS, `${FACTS} when not json_valid(e.facts, 9) then '${UNREADABLE}'`);
  database.exec(told.replace(/^create view event/i, 'create temp view event'));
}

/** Each question is prepared once. */
export function readsOver(database: Database.Database): Reads {
  const prepared = new Map<string, Database.Statement>();
  const prepare = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= MOST_PREPARED) prepared.clear();
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
  const kept = { prepare, close: () => database.close() };
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: kept }), plugins: [new CamelCasePlugin()] });
}
