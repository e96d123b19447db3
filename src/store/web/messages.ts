// SPDX-License-Identifier: GPL-2.0-or-later
// What have colleagues written to each other? Kept until it is read, and after.

import type { Instant } from '../../kernel/index.js';
import type { Sql } from './sql.js';

/** From one to one; `wanted`: whom the sender named, himself or a queue. */
export interface KeptMessage {
  readonly id: number;
  readonly from: string;
  readonly receiver: string;
  readonly to: string;
  readonly text: string;
  readonly at: Instant;
  readonly readAt?: Instant;
}

interface Row {
  readonly id: number;
  readonly sender: string;
  readonly receiver: string;
  readonly wanted: string;
  readonly text: string;
  readonly at: number;
  readonly read_at: number | null;
}

export interface MessagesAsked {
  readonly before?: number | undefined;
  readonly most: number;
  readonly with?: string | undefined;
}

/** Messages between staff. */
export class Messages {
  readonly #database: Sql;

  constructor(database: Sql) {
    this.#database = database;
  }

  /** One row for each receiver. */
  send(from: string, to: string, receivers: readonly string[], text: string, at: Instant): readonly KeptMessage[] {
    const insert = this.#database.prepare<[string, string, string, string, number], Row>(
      'insert into message (sender, receiver, wanted, text, at) values (?, ?, ?, ?, ?) returning *',
    );
    const all = this.#database.transaction(() => receivers.map((receiver) => insert.get(from, receiver, to, text, at)));
    return all().flatMap((row) => (row === undefined ? [] : [messageOf(row)]));
  }

  /** To and from somebody, the newest first. */
  list(person: string, { before = Number.MAX_SAFE_INTEGER, most, with: other }: MessagesAsked): readonly KeptMessage[] {
    return this.#database
      .prepare<[string, string, number, string | null, string | null, string | null, number], Row>(
        `select * from message where (receiver = ? or sender = ?) and id < ?
          and (? is null or sender = ? or receiver = ?) order by id desc limit ?`,
      )
      .all(person, person, before, other ?? null, other ?? null, other ?? null, most)
      .map(messageOf);
  }

  /** He has read all up to this one. */
  read(person: string, upTo: number, at: Instant): void {
    this.#database
      .prepare('update message set read_at = ? where receiver = ? and id <= ? and read_at is null')
      .run(at, person, upTo);
  }

  unread(person: string): number {
    const row = this.#database
      .prepare<[string], { n: number }>('select count(*) n from message where receiver = ? and read_at is null')
      .get(person);
    return row?.n ?? 0;
  }
}

function messageOf({ id, sender, receiver, wanted, text, at, read_at }: Row): KeptMessage {
  return { id, from: sender, receiver, to: wanted, text, at, ...(read_at !== null && { readAt: read_at }) };
}
