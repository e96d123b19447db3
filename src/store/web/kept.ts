// SPDX-License-Identifier: GPL-2.0-or-later
// What else do people leave at the console? Notes of contacts, saved views; the tokens of programs; acts that must not be done twice.

import type { Instant } from '../../kernel/index.js';
import type { Sql } from './sql.js';

/** What one has written of a contact. Personal. */
export interface KeptNote {
  readonly contact: string;
  readonly person: string;
  readonly customer: string | null;
  readonly text: string;
  readonly at: Instant;
}

/** A program that may ask; its token is kept as a hash. */
export interface KeptProgram {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly string[];
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly usedAt?: Instant;
  readonly endsAt?: Instant;
}

interface ProgramRow {
  readonly id: string;
  readonly name: string;
  readonly scopes: string;
  readonly created_at: number;
  readonly created_by: string;
  readonly used_at: number | null;
  readonly ends_at: number | null;
}

/** What was answered to an act. */
export interface DoneAct {
  readonly status: number;
  readonly answer: string;
}

const MOST_NOTES = 200;

export class Kept {
  readonly #database: Sql;

  constructor(database: Sql) {
    this.#database = database;
  }

  /** Of a contact, in the order in which they were begun; an empty text takes it away. */
  saveNote({ contact, person, customer, text, at }: KeptNote): void {
    if (text === '') {
      this.#database.prepare('delete from note where contact = ? and person = ?').run(contact, person);
      return;
    }
    this.#database
      .prepare(
        `insert into note (contact, person, customer, text, at) values (?, ?, ?, ?, ?) on conflict (contact, person)
          do update set text = excluded.text, at = excluded.at, customer = coalesce(excluded.customer, customer)`,
      )
      .run(contact, person, customer, text, at);
  }

  notesOf(contact: string): readonly KeptNote[] {
    return this.#database
      .prepare<[string, number], KeptNote>('select * from note where contact = ? order by at limit ?')
      .all(contact, MOST_NOTES);
  }

  notesAbout(customer: string): readonly KeptNote[] {
    return this.#database
      .prepare<[string, number], KeptNote>('select * from note where customer = ? order by at desc limit ?')
      .all(customer, MOST_NOTES);
  }

  views(person: string): Readonly<Record<string, unknown>> {
    const rows = this.#database
      .prepare<[string], { name: string; value: string }>('select name, value from view where person = ?')
      .all(person);
    return Object.fromEntries(rows.map(({ name, value }) => [name, JSON.parse(value)]));
  }

  /** Undefined takes it away. */
  saveView(person: string, name: string, value: string | undefined): void {
    if (value === undefined) this.#database.prepare('delete from view where person = ? and name = ?').run(person, name);
    else
      this.#database
        .prepare('insert into view values (?, ?, ?) on conflict (person, name) do update set value = excluded.value')
        .run(person, name, value);
  }

  programs(): readonly KeptProgram[] {
    return this.#database.prepare<[], ProgramRow>('select * from program order by name').all().map(programOf);
  }

  program(hash: string): KeptProgram | undefined {
    const row = this.#database.prepare<[string], ProgramRow>('select * from program where hash = ?').get(hash);
    return row && programOf(row);
  }

  addProgram(hash: string, { id, name, scopes, createdAt, createdBy, endsAt }: KeptProgram): void {
    this.#database
      .prepare('insert into program values (?, ?, ?, ?, ?, ?, null, ?)')
      .run(id, hash, name, JSON.stringify(scopes), createdAt, createdBy, endsAt ?? null);
  }

  programUsed(id: string, at: Instant): void {
    this.#database.prepare('update program set used_at = ? where id = ?').run(at, id);
  }

  /** Gives the hash of its token; undefined: there is none. */
  removeProgram(id: string): string | undefined {
    return this.#database.prepare<[string], { hash: string }>('delete from program where id = ? returning hash').get(id)
      ?.hash;
  }

  act(key: string): DoneAct | undefined {
    return this.#database.prepare<[string], DoneAct>('select status, answer from act where key = ?').get(key);
  }

  saveAct(key: string, { status, answer }: DoneAct, at: Instant): void {
    this.#database.prepare('insert or replace into act values (?, ?, ?, ?)').run(key, status, answer, at);
  }

  forgetActs(before: Instant): void {
    this.#database.prepare('delete from act where at < ?').run(before);
  }
}

function programOf({ id, name, scopes, created_at, created_by, used_at, ends_at }: ProgramRow): KeptProgram {
  return {
    ...{ id, name, scopes: JSON.parse(scopes) as string[], createdAt: created_at, createdBy: created_by },
    ...(used_at !== null && { usedAt: used_at }),
    ...(ends_at !== null && { endsAt: ends_at }),
  };
}
