// SPDX-License-Identifier: GPL-2.0-or-later
// How do several batches share one flush? One transaction, a savepoint for each; a refused batch takes no other with it.

import Database from 'better-sqlite3';
import { type FaultCode, TelephonyError } from '../faults.js';
import type { Statement } from './batch.js';
import { isFull, storeFault } from './database.js';
import type { Reserve } from './reserve.js';

/** A batch on its way. `finishing`: it ends what was begun and may use the reserve. */
export interface Order {
  readonly statements: readonly Statement[];
  readonly finishing: boolean;
}

/** Why a batch was refused; undefined: it is durable. */
export type Outcome = { readonly code: FaultCode; readonly detail: string } | undefined;

const CACHED_STATEMENTS = 400;

/** The writing side of the database. Blocks until the disk has it; for the writer's thread. */
export class GroupCommit {
  readonly #database: Database.Database;
  readonly #reserve: Reserve;
  readonly #prepared = new Map<string, Database.Statement<unknown[]>>();

  constructor(database: Database.Database, reserve: Reserve) {
    this.#database = database;
    this.#reserve = reserve;
  }

  /** Commits in order. When it returns, each batch without an outcome is durable. */
  commit(orders: readonly Order[]): Outcome[] {
    const roomForNew = this.#reserve.keep();
    try {
      return this.#together(orders, roomForNew);
    } catch (error) {
      this.#rollBack();
      if (!isFullError(error)) return orders.map(() => storeFault(error));
      this.#reserve.exhausted();
      return orders.map((order) => this.#alone(order));
    }
  }

  #together(orders: readonly Order[], roomForNew: boolean): Outcome[] {
    this.#database.exec('begin immediate');
    const outcomes = orders.map((order) => (order.finishing || roomForNew ? this.#attempt(order) : this.#noRoom()));
    this.#database.exec('commit');
    return outcomes;
  }

  /** One batch in the group's transaction. Errors of the disk go up: they undo the whole group. */
  #attempt(order: Order): Outcome {
    this.#database.exec('savepoint batch');
    try {
      for (const statement of order.statements) this.#run(statement);
      this.#database.exec('release batch');
      return undefined;
    } catch (error) {
      const fault = storeFault(error);
      if (fault.code !== 'STORE_CONFLICT' && fault.code !== 'REFUSED' && !isMistake(error)) throw error;
      this.#database.exec('rollback to batch; release batch');
      return fault;
    }
  }

  /** Used when the disk is full: what finishes something is committed, with the reserve if need be; the rest is refused. */
  #alone(order: Order): Outcome {
    try {
      return this.#together([order], false)[0];
    } catch (error) {
      this.#rollBack();
      if (!isFullError(error) || !this.#reserve.giveBack()) return storeFault(error);
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

  #noRoom(): Outcome {
    return { code: 'STORE_FULL', detail: `${Math.floor(this.#reserve.free() / 1024)} KiB are free.` };
  }

  #rollBack(): void {
    if (this.#database.inTransaction) this.#database.exec('rollback');
  }
}

function isFullError(error: unknown): boolean {
  return error instanceof Database.SqliteError && isFull(error.code);
}

/** A statement that cannot be right (unknown column, wrong type): the batch's own fault, not the disk's. */
function isMistake(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError)) return true;
  return error.code === 'SQLITE_ERROR' || error.code === 'SQLITE_MISMATCH' || error.code === 'SQLITE_RANGE';
}
