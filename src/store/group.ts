// SPDX-License-Identifier: GPL-2.0-or-later
// How do several batches share one flush? One transaction, a savepoint for each; a refused batch takes no other with it.

import Database from 'better-sqlite3';
import { TelephonyError } from '../faults.js';
import type { Statement } from './batch.js';
import { isFull, storeFault } from './database.js';
import type { Fate, Order, Watched, Written } from './order.js';
import type { Reserve } from './reserve.js';
import { isOwnFault, type Trouble, troubleOf } from './trouble.js';

const CACHED_STATEMENTS = 400;
const DURABLE: Fate = { name: 'durable' };
const KEPT: Fate = { name: 'kept' };

/** The writing side of the database. Blocks until the disk has it; for the writer's thread. */
export class GroupCommit {
  readonly #database: Database.Database;
  readonly #reserve: Reserve;
  readonly #file: Watched;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(database: Database.Database, reserve: Reserve, file: Watched) {
    this.#database = database;
    this.#reserve = reserve;
    this.#file = file;
  }

  /** Commits in order. When it returns, each durable batch is on the disk, and none that came after one that is kept. */
  commit(orders: readonly Order[]): Written {
    const elsewhere = this.#file.look();
    if (elsewhere !== undefined) return kept(orders, elsewhere);
    const roomForNew = this.#reserve.keep();
    try {
      return { fates: this.#together(orders, roomForNew) };
    } catch (error) {
      this.#rollBack();
      if (!isFullError(error)) return kept(orders, troubleOf(error));
      this.#reserve.exhausted();
      return this.#oneByOne(orders);
    }
  }

  #together(orders: readonly Order[], roomForNew: boolean): Fate[] {
    this.#database.exec('begin immediate');
    const fates = orders.map((order) => (order.finishing || roomForNew ? this.#attempt(order) : this.#noRoom()));
    this.#database.exec('commit');
    this.#file.accept();
    return fates;
  }

  /** One batch in the group's transaction. Errors of the disk go up: they undo the whole group. */
  #attempt(order: Order): Fate {
    this.#database.exec('savepoint batch');
    try {
      for (const statement of order.statements) this.#run(statement);
      this.#database.exec('release batch');
      return DURABLE;
    } catch (error) {
      if (!isOwnFault(error)) throw error;
      this.#database.exec('rollback to batch; release batch');
      return { name: 'refused', ...storeFault(error) };
    }
  }

  /** The disk is full: what finishes something is written, with the reserve if need be, and else kept; the rest is refused. */
  #oneByOne(orders: readonly Order[]): Written {
    let trouble: Trouble | undefined;
    const fates = orders.map((order): Fate => {
      if (!order.finishing) return this.#noRoom();
      if (trouble !== undefined) return KEPT;
      const written = this.#alone(order);
      trouble = written.trouble;
      return written.fates[0] ?? KEPT;
    });
    return trouble === undefined ? { fates } : { fates, trouble };
  }

  #alone(order: Order): Written {
    try {
      return { fates: this.#together([order], false) };
    } catch (error) {
      this.#rollBack();
      if (!isFullError(error) || !this.#reserve.giveBack()) return kept([order], troubleOf(error));
    }
    return this.#alone(order);
  }

  #run(statement: Statement): void {
    const { changes } = this.#prepare(statement.sql).run(...statement.values);
    if (statement.changes === undefined || changes === statement.changes) return;
    throw new TelephonyError('STORE_CONFLICT', `${changes} rows changed, not ${statement.changes}: ${statement.sql}`);
  }

  #prepare(sql: string): Database.Statement<unknown[]> {
    let statement = this.#prepared.get(sql);
    if (statement) return statement;

    if (this.#prepared.size >= CACHED_STATEMENTS) this.#prepared.clear();
    statement = this.#database.prepare<unknown[]>(sql);
    this.#prepared.set(sql, statement);
    return statement;
  }

  #noRoom(): Fate {
    return { name: 'refused', code: 'STORE_FULL', detail: `${Math.floor(this.#reserve.free() / 1024)} KiB are free.` };
  }

  /** An error of the disk may have ended the transaction already. */
  #rollBack(): void {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}

function kept(orders: readonly Order[], trouble: Trouble): Written {
  return { fates: orders.map(() => KEPT), trouble };
}

function isFullError(error: unknown): boolean {
  return error instanceof Database.SqliteError && isFull(error.code);
}
