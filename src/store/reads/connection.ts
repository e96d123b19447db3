// SPDX-License-Identifier: GPL-2.0-or-later
// How is a database opened for reading only?

import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { databaseFile } from '../damage.js';
import type { Tables } from '../rows.js';
import type { Reads } from './question.js';
import { type Answer, type QuestionAsked, type QuestionName, questionOf } from './table.js';

const BUSY_MS = 1_000; // whoever holds it against readers, too, is no box

/** Reads of a data directory without owning it, beside a running box or after it. Call `destroy()` when done. */
export function openReads(directory: string): Reads {
  return readsOver(openForReading(directory));
}

export function openForReading(directory: string): Database.Database {
  return new Database(databaseFile(directory), { readonly: true, fileMustExist: true, timeout: BUSY_MS });
}

export function readsOver(database: Database.Database): Reads {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}

/** Asks one question of a data directory, in this thread: for commands, which have nothing else to do meanwhile. */
export async function askDirectory<Name extends QuestionName>(
  directory: string,
  name: Name,
  asked: QuestionAsked<Name>,
): Promise<Answer<Name>> {
  const reads = openReads(directory);
  try {
    return (await questionOf(name)(reads, asked)) as Answer<Name>;
  } finally {
    await reads.destroy();
  }
}
