// SPDX-License-Identifier: GPL-2.0-or-later
// How is a database opened for reading only?

import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { databaseFile } from '../damage.js';
import type { Tables } from '../rows.js';
import type { Reads } from './question.js';

const BUSY_MS = 1_000; // whoever holds it against readers, too, is no box

export function openForReading(directory: string): Database.Database {
  return new Database(databaseFile(directory), { readonly: true, fileMustExist: true, timeout: BUSY_MS });
}

export function readsOver(database: Database.Database): Reads {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}
