// SPDX-License-Identifier: GPL-2.0-or-later
// What does one decision change? A batch: rows and events, built at once, committed together or not at all.

import type { Insertable, Selectable, Updateable } from 'kysely';
import {
  type BusinessEvent,
  type BusinessEvents,
  type Disposition,
  type EventType,
  type Origin,
  SYSTEM,
} from '../bus/index.js';
import { type Clock, type Duration, type Instant, inUtc } from '../kernel/index.js';
import { type SqlValue, snakeCase, sqlColumns, sqlValue } from './columns.js';
import { daysOfTime } from './day-sums-schema.js';
import { KEPT_SINCE, type RecordKind } from './keeping.js';
import { KEYS, type KeyedTable, VIEWS, type WritableTable } from './keys.js';
import { QUARTER } from './roll-up-rows.js';
import type { ClearedBy, Tables } from './rows.js';
import { shortened } from './short-facts.js';
import { SqlForms } from './sql-forms.js';

/** One SQL statement as it goes to the writer; `changes`: how many rows it must change, else the batch is refused. */
export interface Statement {
  readonly sql: string;
  readonly values: readonly SqlValue[];
  readonly changes?: number;
}

const ROWS_AT_ONCE = 500; // of a list: some 100 kB of JSON

/** A row to be written. */
export type NewRow<Table extends keyof Tables> = Insertable<Tables[Table]>;

/**
 * State, events and records of one decision. Statements run in the order in which they were added; a row must come after
 * the rows that it refers to. A batch is committed once.
 */
export class Batch {
  readonly statements: Statement[] = [];
  readonly events: BusinessEvent[] = [];
  readonly #clock: Pick<Clock, 'utc'>;
  readonly #by: Origin;
  readonly #forms: SqlForms;

  /** Instants are written as `clock` has them for people; `by` brought its events about; `forms` are its store's. */
  constructor(clock: Pick<Clock, 'utc'> = { utc: (at) => at }, by: Origin = SYSTEM, forms = new SqlForms()) {
    this.#clock = clock;
    this.#by = by;
    this.#forms = forms;
  }

  /** An instant as it is written. */
  utc(at: Instant): Instant {
    return this.#clock.utc(at);
  }

  /** Adds a row; a row with this key, or a second open request for a number, refuses the batch. */
  insert<Table extends WritableTable>(table: Table, row: Insertable<Tables[Table]>): this {
    return this.rows(() => this.#push(...this.#forms.insert(table, row, this.#clock)));
  }

  /** Adds a row, or changes the given columns of the one with this key. */
  put<Table extends WritableTable>(table: Table, row: Insertable<Tables[Table]>): this {
    if (VIEWS.has(table)) return this.insert(table, row); // its trigger writes over what was there
    return this.rows(() => this.#push(...this.#forms.put(table, KEYS[table as KeyedTable], row, this.#clock)));
  }

  /** The same for many customers, whom it makes known or changes; some hundred at once go by one statement. */
  putCustomers(rows: readonly NewRow<'customer'>[]): this {
    const columns = [
      'id',
      'numbers',
      'name',
      'address',
      'grade',
      'owner',
      'deputy',
      'group',
      'language',
      'at',
    ] as const;
    const names = columns.map((name) => `"${name}"`);
    const sets = names.slice(1).map((name) => `${name} = excluded.${name}`);
    const sql = `insert into customer (${names}) select ${columns.map((name) => `value ->> '${name}'`)}
      from json_each(?) where true on conflict (id) do update set ${sets}`;
    for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
      const some = rows.slice(from, from + ROWS_AT_ONCE).map((row) => this.#written(row));
      this.#push(sql, [JSON.stringify(some)]);
    }
    return this;
  }

  /** Changes columns of the row with this key. Refuses the batch when there is none. */
  update<Table extends KeyedTable>(table: Table, key: string | number, change: Updateable<Tables[Table]>): this {
    const columns = sqlColumns(this.#written(change));
    if (columns.length === 0) return this;

    const sets = columns.map(([name]) => `"${name}" = ?`).join(', ');
    const values = [...columns.map(([, value]) => value), key];
    return this.#push(`update "${snakeCase(table)}" set ${sets} where "${KEYS[table]}" = ?`, values, 1);
  }

  /** Removes the row with this key. Refuses the batch when there is none. */
  delete(table: KeyedTable, key: string | number): this {
    return this.#push(`delete from "${snakeCase(table)}" where "${KEYS[table]}" = ?`, [key], 1);
  }

  /** Changes columns of all rows that have these values. With `changes`, the batch is refused unless there are exactly so many. */
  updateWhere<Table extends WritableTable>(
    table: Table,
    having: Partial<Selectable<Tables[Table]>>,
    change: Updateable<Tables[Table]>,
    options: { readonly changes?: number } = {},
  ): this {
    const columns = sqlColumns(this.#written(change));
    const sets = columns.map(([name]) => `"${name}" = ?`).join(', ');
    const [where, values] = whereSql(having);
    const all = [...columns.map(([, value]) => value), ...values];
    return this.#push(`update "${snakeCase(table)}" set ${sets} ${where}`, all, options.changes);
  }

  /** Removes all rows that have these values, if there are any. */
  deleteWhere<Table extends WritableTable>(table: Table, having: Partial<Selectable<Tables[Table]>>): this {
    const [where, values] = whereSql(having);
    return this.#push(`delete from "${snakeCase(table)}" ${where}`, values);
  }

  /** Ends the stays of a call's record that nobody ended, none before it began. */
  endSegments(call: string, at: Instant, reason: string): this {
    const sql = `update stay set to_at = max(from_at, ?), end_reason = (select id from name where name = ?)
      where to_at is null and call = (select id from name where name = ?)`;
    return this.#push(sql, [this.utc(at), reason, call]);
  }

  /** Ends a contact, not before it began. */
  endContact(id: string, at: Instant, disposition: Disposition): this {
    const sql = `update contact_row set ended_at = max(started_at, ?), disposition = (select id from name where name = ?)
      where id = (select id from name where name = ?)`;
    return this.#known(disposition).#push(sql, [this.utc(at), disposition, id]);
  }

  /** Takes a recording's row away; what it was, and who deleted it, stays in `deleted_recording`. */
  buryRecording(
    id: string,
    {
      sha256,
      by,
      reason,
      at,
    }: { readonly sha256: string | null; readonly by: string; readonly reason: string; readonly at: Instant },
  ): this {
    const kept = 'id, call, kind, agent, queue, file, started_at, duration_ms, bytes';
    const sql = `insert or replace into deleted_recording (${kept}, sha256, deleted_at, deleted_by, reason)
      select ${kept}, ?, ?, ?, ? from recording where id = ?`;
    return this.#push(sql, [sha256, this.utc(at), by, reason, id]).delete('recording', id);
  }

  /** Puts `erased-N` in the place of a number; see `erasure.ts`. */
  erase(statements: readonly Statement[]): this {
    for (const { sql, values } of statements) this.#push(sql, values);
    return this;
  }

  /** Throws records away that are over their time, but for what is held. A recount is told that they are not there before `at`, an instant as it is written. */
  forget(kind: RecordKind, statements: readonly Statement[], at: Instant): this {
    for (const { sql, values } of statements) this.#push(sql, values);
    return this.#push(
      `insert into setting (key, value, at) values (?, '', ?) on conflict (key) do update set at = max(at, excluded.at)`,
      [KEPT_SINCE[kind], at],
    );
  }

  /** All quarters of a time whose sums are there are summed up again. */
  sumAgain(from: Instant, to: Instant): this {
    const sql = `insert into roll_up_mark (id) select r.id from roll_up r where r.id >= ? and r.id < ? and r.id % 4 = 0
      and not exists (select 1 from roll_up_mark m where m.id = r.id)`;
    return this.#push(sql, [Math.floor(from / QUARTER) * 4, Math.ceil(to / QUARTER) * 4]);
  }

  /** Takes away the sums of the days that a time touches. */
  forgetDays(from: Instant, to: Instant): this {
    const [first, behind] = [Math.floor(from / QUARTER), Math.ceil(to / QUARTER)];
    return this.#push(daysOfTime('?', '?'), [first, behind, first]);
  }

  /** Ends a leg that nobody ended. */
  endLeg(call: string, id: string, at: Instant, clearedBy: ClearedBy): this {
    const sql = `update leg_row set ended_at = ?, cleared_by = (select id from name where name = ?)
      where call = (select id from name where name = ?) and id = ?`;
    return this.#known(clearedBy).#push(sql, [this.utc(at), clearedBy, call, id]);
  }

  /** Ends the state that an agent is in, if he is in one. */
  endAgentState(agent: string, at: Instant): this {
    const sql = `update agent_stay set lasted = max(0, ? - started_at)
      where lasted is null and agent = (select id from name where name = ?)`;
    return this.#push(sql, [this.utc(at), agent]);
  }

  /** The clock is followed: states that go on began as much later, so that none is longer than it was. */
  moveAgentStates(by: Duration): this {
    return this.#push('update agent_stay set started_at = started_at + ? where lasted is null', [Math.round(by)]);
  }

  /** Ends the states that agents are in, none before it began. */
  endAgentStates(at: Instant, reason: string): this {
    const sql = `update agent_stay set lasted = max(0, ? - started_at), end_reason = (select id from name where name = ?)
      where lasted is null`;
    return this.#known(reason).#push(sql, [this.utc(at), reason]);
  }

  /** Writes where a leg was; one that is written again takes the place of what it was. */
  segment(row: Insertable<Tables['segment']>): this {
    return this.rows(() => this.#push(...this.#forms.insert('segment', row, this.#clock)));
  }

  /** Appends to the event log. Once the batch is durable, the bus tells of it. */
  event<Type extends EventType>(type: Type, facts: BusinessEvents[Type], at: Instant): this {
    const told = this.#written({ at, facts });
    this.events.push({ type, ...told, ...this.#by } as BusinessEvent);
    return this.rows(() => this.#log(type, told));
  }

  /** What `make` adds is for the disk alone, and is made where there is one; every decision goes without it. */
  rows(make: () => unknown): this {
    make();
    return this;
  }

  #log(type: EventType, told: { readonly at: Instant; readonly facts: object }): this {
    const { call, agent, request, queue, ...detail } = told.facts as Record<string, unknown>;
    const rest = Object.keys(detail).length > 0 ? JSON.stringify(shortened(type, detail, { call, queue })) : null;
    const by = this.#by.source === 'system' ? [null, null] : [this.#by.actor, this.#by.source];
    const values = [told.at, type, call, agent, request, queue, ...by, rest].map(sqlValue);
    return this.#push(
      'insert into event (at, type, call, agent, request, queue, actor, source, detail) values (?,?,?,?,?,?,?,?,?)',
      values,
    );
  }

  #written<T extends object>(row: T): T {
    return inUtc(row, this.#clock);
  }

  #known(word: string): this {
    const sql = `insert into name (name) select value from json_each(json_array(?))
      where not exists (select 1 from name where name = value)`;
    return this.#push(sql, [word]);
  }

  #push(sql: string, values: readonly SqlValue[], changes?: number): this {
    this.statements.push(changes === undefined ? { sql, values } : { sql, values, changes });
    return this;
  }
}

/** `null` is written out: by a parameter SQLite would not see that a partial index serves. */
function whereSql(having: object): [string, readonly SqlValue[]] {
  const columns = sqlColumns(having);
  const terms = columns.map(([name, value]) => (value === null ? `"${name}" is null` : `"${name}" = ?`));
  return [`where ${terms.join(' and ')}`, columns.map(([, value]) => value).filter((value) => value !== null)];
}
