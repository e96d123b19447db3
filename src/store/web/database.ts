// SPDX-License-Identifier: GPL-2.0-or-later
// What does the web process keep for itself? Sessions, messages between staff, notes, saved views, programs' tokens. Nothing of calls.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Instant } from '../../kernel/index.js';
import { makeFolder } from '../folder.js';
import { Kept } from './kept.js';
import { Messages } from './messages.js';
import { PersonalTexts } from './personal.js';
import type { Sql } from './sql.js';

const FILE = 'web.db';
const BUSY_MS = 2_000;
const VERSION = 1;

const SCHEMA = `
  create table session (
    hash text primary key, person text not null, created_at integer not null, seen_at integer not null,
    ends_at integer not null, must_change integer not null, address text not null
  ) strict, without rowid;
  create index session_by_person on session (person);
  create table message (
    id integer primary key, sender text not null, receiver text not null, wanted text not null, text text not null,
    at integer not null, read_at integer
  ) strict;
  create index message_by_receiver on message (receiver, id);
  create index message_by_sender on message (sender, id);
  create table note (
    contact text not null, person text not null, customer text, text text not null, at integer not null,
    primary key (contact, person)
  ) strict, without rowid;
  create index note_by_customer on note (customer, at) where customer is not null;
  create table view (
    person text not null, name text not null, value text not null, primary key (person, name)
  ) strict, without rowid;
  create table program (
    id text primary key, hash text not null unique, name text not null, scopes text not null, created_at integer not null,
    created_by text not null, used_at integer, ends_at integer
  ) strict, without rowid;
  create table act (
    key text primary key, status integer not null, answer text not null, at integer not null
  ) strict, without rowid;
`;

/** Somebody who is signed in. `hash`: of the token that only his browser has. */
export interface WebSession {
  readonly hash: string;
  readonly person: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
  readonly endsAt: Instant;
  readonly mustChange: boolean;
  readonly address: string;
}

interface SessionRow {
  readonly hash: string;
  readonly person: string;
  readonly created_at: number;
  readonly seen_at: number;
  readonly ends_at: number;
  readonly must_change: number;
  readonly address: string;
}

/** The web process's own database. Its queries touch a few rows by an index each: they are asked in the thread of the server. */
export class WebDatabase {
  readonly messages: Messages;
  readonly kept: Kept;
  readonly personal: PersonalTexts;
  readonly #database: Database.Database;
  readonly #find: Database.Statement<[string], SessionRow>;
  readonly #touch: Database.Statement<[number, number, string]>;

  private constructor(database: Database.Database) {
    this.#database = database;
    this.messages = new Messages(database as unknown as Sql);
    this.kept = new Kept(database as unknown as Sql);
    this.personal = new PersonalTexts(database as unknown as Sql);
    this.#find = database.prepare('select * from session where hash = ?');
    this.#touch = database.prepare('update session set seen_at = ?, ends_at = ? where hash = ?');
  }

  /** Opens `web.db` in a folder, or makes it. */
  static open(folder: string): WebDatabase {
    makeFolder(folder, 0o750);
    const database = new Database(join(folder, FILE), { timeout: BUSY_MS });
    database.pragma('journal_mode = wal');
    database.pragma('synchronous = normal'); // a power cut may cost the last session, never a promise
    database.pragma('secure_delete = on');
    const version = Number(database.pragma('user_version', { simple: true }));
    if (version < VERSION)
      database.transaction(() => {
        database.exec(SCHEMA);
        database.pragma(`user_version = ${VERSION}`);
      })();
    return new WebDatabase(database);
  }

  session(hash: string): WebSession | undefined {
    const row = this.#find.get(hash);
    return row && sessionOf(row);
  }

  beginSession({ hash, person, createdAt, endsAt, mustChange, address }: Omit<WebSession, 'seenAt'>): void {
    this.#database
      .prepare('insert into session values (?, ?, ?, ?, ?, ?, ?)')
      .run(hash, person, createdAt, createdAt, endsAt, mustChange ? 1 : 0, address);
  }

  /** Something was done in it. */
  touchSession(hash: string, at: Instant, endsAt: Instant): void {
    this.#touch.run(at, endsAt, hash);
  }

  endSession(hash: string): void {
    this.#database.prepare('delete from session where hash = ?').run(hash);
  }

  /** All of a person's but this one; gives their hashes. */
  endSessions(person: string, but = ''): readonly string[] {
    const rows = this.#database
      .prepare<[string, string], { hash: string }>('delete from session where person = ? and hash <> ? returning hash')
      .all(person, but);
    return rows.map(({ hash }) => hash);
  }

  /** He has a password of his own now. */
  passwordChanged(person: string): void {
    this.#database.prepare('update session set must_change = 0 where person = ?').run(person);
  }

  /** Takes away what is over. */
  tidy(at: Instant): void {
    this.#database.prepare('delete from session where ends_at < ?').run(at);
    this.kept.forgetActs(at - 86_400_000);
  }

  close(): void {
    this.#database.close();
  }
}

function sessionOf(row: SessionRow): WebSession {
  const { hash, person, address } = row;
  const times = { createdAt: row.created_at, seenAt: row.seen_at, endsAt: row.ends_at };
  return { hash, person, address, ...times, mustChange: row.must_change === 1 };
}
