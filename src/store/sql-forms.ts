// SPDX-License-Identifier: GPL-2.0-or-later
// Which statement writes a row? Made once for each table and set of columns; rows of one shape come by thousands.

import { INSTANT_NAME, inUtc } from '../kernel/index.js';
import { type SqlValue, snakeCase, sqlValue } from './columns.js';

/** What is known of rows of one shape. */
interface Form {
  readonly insert: string;
  /** Its names in the database, with quotes. */
  readonly columns: readonly string[];
  /** Which of them are instants. */
  readonly instants: readonly boolean[];
  readonly puts: Map<string, string>;
}

/** Rows that begin with the same columns. */
class Shape {
  form: Form | undefined;
  readonly #next = new Map<string, Shape>();

  with(name: string): Shape {
    const known = this.#next.get(name);
    if (known !== undefined) return known;
    const next = new Shape();
    this.#next.set(name, next);
    return next;
  }

  clear(): void {
    this.#next.clear();
  }
}

/** When an instant is, as people and the disk have it. */
type Utc = Parameters<typeof inUtc>[1];

/** A statement and what goes into it. */
export type FilledForm = readonly [sql: string, values: readonly SqlValue[]];

const SHAPES = 10_000; // more than there are; rows of chance would have no end

/** The statements of one store. */
export class SqlForms {
  /** By the table and then each column after the other: their names put together would be a new text for each row. */
  readonly #shapes = new Shape();
  #made = 0;

  /** Adds the row; columns that are undefined are not given. */
  insert(table: string, row: object, clock: Utc): FilledForm {
    const [form, values] = this.#of(table, row, clock);
    return [form.insert, values];
  }

  /** The same, or changes the given columns of the row with this key. */
  put(table: string, key: string, row: object, clock: Utc): FilledForm {
    const [form, values] = this.#of(table, row, clock);
    const known = form.puts.get(key) ?? putSql(form, key);
    form.puts.set(key, known);
    return [known, values];
  }

  #of(table: string, row: object, clock: Utc): readonly [Form, readonly SqlValue[]] {
    const names: string[] = [];
    const given: unknown[] = [];
    let shape = this.#shapes.with(table);
    for (const [name, value] of Object.entries(row)) {
      if (value === undefined) continue;
      names.push(name);
      given.push(value);
      shape = shape.with(name);
    }
    shape.form ??= this.#make(table, names);
    const { form } = shape;
    return [form, given.map((value, at) => written(value, form.instants[at] === true, clock))];
  }

  #make(table: string, names: readonly string[]): Form {
    if (this.#made++ % SHAPES === SHAPES - 1) this.#shapes.clear();
    const columns = names.map((name) => `"${snakeCase(name)}"`);
    const places = columns.map(() => '?').join(', ');
    return {
      insert: `insert into "${snakeCase(table)}" (${columns.join(', ')}) values (${places})`,
      columns,
      instants: names.map((name) => INSTANT_NAME.test(name)),
      puts: new Map(),
    };
  }
}

function written(value: unknown, isInstant: boolean, clock: Utc): SqlValue {
  if (isInstant && typeof value === 'number') return sqlValue(clock.utc(value));
  return sqlValue(typeof value === 'object' ? inUtc(value, clock) : value);
}

function putSql({ insert, columns }: Form, key: string): string {
  const sets = columns.filter((name) => name !== `"${key}"`).map((name) => `${name} = excluded.${name}`);
  return `${insert} on conflict ("${key}") do ${sets.length > 0 ? `update set ${sets.join(', ')}` : 'nothing'}`;
}
