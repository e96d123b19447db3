// SPDX-License-Identifier: GPL-2.0-or-later
// What does a database know? One statement with parameters, its first row; what comes too late is given up with its connections.

import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type Clock, type Duration, sleep } from '../kernel/index.js';
import { type Anything, type Opened, openDatabase } from './databases.js';
import type { Answer, SqlQuestion } from './question.js';
import { answerOfRow, failed } from './row.js';

type Row = Readonly<Record<string, unknown>>;

class TooLate extends Error {}

/** Databases that are open; one for each way in which it is asked. */
export class Databases {
  readonly #clock: Clock;
  readonly #open = new Map<string, Opened>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Asks one. Never rejects. */
  async ask(question: SqlQuestion): Promise<Answer> {
    const { database, write, timeout, wants } = question;
    const key = JSON.stringify([database, write, timeout]);
    try {
      const open = this.#open.get(key) ?? openDatabase(database, { timeout, write });
      this.#open.set(key, open);
      const work = rowsOf(open, question);
      const { row, changed } = await this.#within(timeout, work);
      if (row === undefined && changed) return { outcome: 'found', row: {} };
      return answerOfRow(row, wants);
    } catch (error) {
      if (error instanceof TooLate) this.#giveUp(key, timeout);
      return failed(discreet(error instanceof Error ? error.message || String(error) : String(error), question));
    }
  }

  close(): void {
    for (const open of this.#open.values()) open.cut();
    this.#open.clear();
  }

  /** The next question makes new connections; who still waits on these waits no longer than he would. */
  #giveUp(key: string, timeout: Duration): void {
    const open = this.#open.get(key);
    this.#open.delete(key);
    if (open !== undefined) this.#clock.at(this.#clock.now() + timeout, () => open.cut());
  }

  async #within<T>(timeout: Duration, work: Promise<T>): Promise<T> {
    const over = new AbortController();
    const late = sleep(this.#clock, timeout, over.signal).then(
      () => Promise.reject(new TooLate(`no answer within ${timeout} ms`)),
      () => work,
    );
    work.catch(() => {}); // it may fail when nobody waits for it any more
    return Promise.race([work, late]).finally(() => over.abort());
  }
}

interface Came {
  readonly row: Row | undefined;
  readonly changed: boolean;
}

async function rowsOf({ kysely, first }: Opened, question: SqlQuestion): Promise<Came> {
  const statement = built(question);
  if (first !== undefined) return { row: first(statement.compile(kysely)) as Row | undefined, changed: question.write };
  const run = async (of: Kysely<Anything>): Promise<Came> => {
    const { rows, numAffectedRows = 0n } = await statement.execute(of);
    return { row: rows[0], changed: numAffectedRows > 0n };
  };
  return question.write ? run(kysely) : kysely.transaction().setAccessMode('read only').execute(run);
}

/** Each value is a parameter of the statement; Kysely writes the place for it as the database wants it. */
function built({ texts, values }: SqlQuestion): RawBuilder<Row> {
  return sql<Row>(Object.assign([...texts], { raw: texts }), ...values);
}

/** A server may repeat a parameter, and that may be what somebody keyed in: the reason is logged, the value is not. */
function discreet(why: string, { values }: SqlQuestion): string {
  const forms = values.flatMap((value) => (value.length < 3 ? [`"${value}"`, `'${value}'`] : [value]));
  return forms.filter((form) => form !== '').reduce((text, form) => text.replaceAll(form, '…'), why);
}
