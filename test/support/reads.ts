// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test look into the database of a store? By a connection for each query: none is left open when the store closes.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Reads, Store } from '../../src/store/index.js';
import { readsOver } from '../../src/store/reads/handle.js';

/** Reads of a store's database, while it is open and afterwards. */
export function readsOf({ directory }: Pick<Store, 'directory'>): Reads {
  const once = <T>(use: (database: Database.Database) => T): T => {
    const database = new Database(join(directory, 'spillway.db'), { readonly: true, fileMustExist: true });
    try {
      return use(database);
    } finally {
      database.close();
    }
  };
  const prepare = (sql: string) => ({
    reader: true,
    all: (values: unknown[]) => once((database) => database.prepare(sql).all(...values)),
  });
  return readsOver({ prepare, close: () => {} } as unknown as Database.Database);
}
