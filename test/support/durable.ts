// SPDX-License-Identifier: GPL-2.0-or-later
// What is durable, and what does the schema refuse? The tables of callbacks, without SQLite: a batch is written whole or not.
import { type SqlValue, sqlValue } from '../../src/store/columns.js';
import { Batch, type WritableTable } from '../../src/store/index.js';

type Columns = Readonly<Record<string, SqlValue>>;
type Key = SqlValue;
type Table = Map<Key, Columns>;
type Kind = 'insert' | 'put' | 'update';

const KEYS: Partial<Record<WritableTable, string>> = {
  capture: 'call',
  callbackRequest: 'id',
  callbackAttempt: 'id',
  doNotCall: 'number',
};

interface Change {
  readonly kind: Kind;
  readonly table: WritableTable;
  readonly key: Key;
  readonly row: Columns;
}

/** A batch that remembers its rows instead of SQL. */
export class Writing extends Batch {
  readonly changes: Change[] = [];

  override insert(table: WritableTable, row: object): this {
    return this.#add('insert', table, row);
  }

  override put(table: WritableTable, row: object): this {
    return this.#add('put', table, row);
  }

  override update(table: WritableTable, key: string | number, change: object): this {
    return this.#add('update', table, change, key);
  }

  override event(): this {
    return this;
  }

  #add(kind: Kind, table: WritableTable, row: object, key?: Key): this {
    const columns: Record<string, SqlValue> = {};
    for (const [name, value] of Object.entries(row)) if (value !== undefined) columns[name] = sqlValue(value);
    this.changes.push({ kind, table, key: key ?? columns[KEYS[table] ?? ''] ?? null, row: columns });
    return this;
  }
}

/** Rows by their keys. */
export class Durable {
  readonly #tables = new Map<WritableTable, Table>();

  rows(table: WritableTable): ReadonlyMap<Key, Columns> {
    return this.#tables.get(table) ?? new Map();
  }

  /** Writes a batch; gives why the schema refuses it, and then nothing of it is written. */
  write({ changes }: Writing): string | undefined {
    const before = new Map<WritableTable, Table>();
    for (const { table } of changes) {
      const rows = this.#tables.get(table) ?? new Map();
      if (!before.has(table)) before.set(table, new Map(rows));
      this.#tables.set(table, rows);
    }
    for (const change of changes) {
      const refused = this.#apply(change);
      if (refused === undefined) continue;
      for (const [table, rows] of before) this.#tables.set(table, rows);
      return refused;
    }
    return undefined;
  }

  #apply({ kind, table, key, row }: Change): string | undefined {
    const rows = this.#tables.get(table) as Table;
    const old = rows.get(key);
    if (kind === 'insert' && old !== undefined) return `${table} ${key} is there already`;
    if (kind === 'update' && old === undefined) return `${table} ${key} is not there`;
    rows.set(key, { ...old, ...row });
    return this.#check(table, rows.get(key) ?? {});
  }

  /** The foreign keys, and the index that allows one open request a number. */
  #check(table: WritableTable, row: Columns): string | undefined {
    if (table !== 'callbackRequest') {
      const request = row.request ?? null;
      const known = request === null || this.rows('callbackRequest').has(request);
      return known ? undefined : `${table} names a request that is not there`;
    }
    let open = 0;
    for (const { closedAt, number } of this.rows(table).values()) {
      if (closedAt === null && number === row.number) open++;
    }
    return open > 1 ? `two open requests for ${row.number}` : undefined;
  }
}
