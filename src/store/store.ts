// SPDX-License-Identifier: GPL-2.0-or-later
// Where is everything kept that must survive? In one database: batches in, queries out.

import { mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import type { Bus } from '../bus/index.js';
import { type FaultCode, TelephonyError } from '../faults.js';
import { type Clock, type Duration, Emitter, type Unsubscribe } from '../kernel/index.js';
import { Batch } from './batch.js';
import { databaseFile, keepAside, refuseAfterDamage } from './damage.js';
import { type DirectoryLock, lockDirectory } from './lock.js';
import type { Tables } from './rows.js';
import { type Space, Writer } from './writer.js';

/** Queries; it cannot write. */
export type Reads = Kysely<Tables>;

export interface StoreOptions {
  /** The data directory; made when it is not there. */
  readonly directory: string;
  readonly clock: Clock;
  /** Hears of every event when it is durable. */
  readonly bus?: Bus;
  /** Room kept to finish what was begun when the disk is full; default 8 MiB. */
  readonly reserveBytes?: number;
  /** Tests and benchmarks: pretends a disk whose flush takes so much longer. */
  readonly flushDelayMs?: number;
}

/** How a batch fared: how long the disk took, or why it was refused. */
export type Committed = { readonly took: Duration } | { readonly fault: FaultCode };

const RESERVE_BYTES = 8 << 20;

/**
 * The box's store. One per data directory, in one process; used from the thread that opened it. Reads see what is
 * committed.
 */
export class Store {
  readonly reads: Reads;
  readonly directory: string;
  /** Told of every batch, right before whoever waits for it. */
  readonly committed = new Emitter<Committed>();
  readonly #connection: Database.Database;
  readonly #writer: Writer;
  readonly #lock: DirectoryLock;
  readonly #clock: Clock;
  readonly #bus: Bus | undefined;
  #closing: Promise<void> | undefined;

  /** Use `openStore`. */
  constructor(options: StoreOptions, writer: Writer, lock: DirectoryLock) {
    this.directory = options.directory;
    this.#clock = options.clock;
    this.#bus = options.bus;
    this.#writer = writer;
    this.#lock = lock;
    this.#connection = new Database(databaseFile(options.directory), { readonly: true });
    this.reads = kyselyOver(this.#connection);
  }

  /** A batch to fill and commit. */
  batch(): Batch {
    return new Batch(this.#clock);
  }

  /**
   * Commits the batch and resolves when the disk has it: only then may anything be promised. Batches are committed in the
   * order of the calls. Rejects with STORE_FULL, STORE_CONFLICT or STORE_FAILED; then nothing of the batch was done.
   * `finishing`: it ends what was begun (a CDR, a request's outcome) and may use the reserve of a full disk.
   */
  async commit(batch: Batch, options: { readonly finishing?: boolean } = {}): Promise<void> {
    const took = await this.#writer.commit(batch, { finishing: options.finishing ?? false }).catch((error: unknown) => {
      this.committed.emit({ fault: error instanceof TelephonyError ? error.code : 'STORE_FAILED' });
      throw error;
    });
    this.committed.emit({ took });
    for (const event of batch.events) this.#bus?.publish(event);
  }

  /** Whether there is room for new promises; false: only `finishing` batches are taken. */
  get space(): Space {
    return this.#writer.space;
  }

  /** Tells when room for new promises is lost or there again. */
  onSpace(listener: (space: Space) => void): Unsubscribe {
    return this.#writer.onSpace.on(listener);
  }

  /** Resolves when nothing waits for the disk and nobody who waited for it has committed more. For lock-step and tests. */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /** Commits what waits, then lets go of the directory. Idempotent. */
  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.#writer.settled();
    await this.reads.destroy();
    this.#connection.close(); // Kysely leaves open what it never used; the writer must be the last to close
    await this.#writer.close();
    this.#lock.release();
  }
}

/**
 * Opens the data directory's store. Rejects with STORE_LOCKED, STORE_DAMAGED, STORE_TOO_NEW or STORE_NOT_DURABLE; a
 * damaged database is kept aside, never overwritten.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { directory } = options;
  const lock = takeDirectory(directory);
  try {
    refuseAfterDamage(directory);
    return new Store(options, await openWriter(options), lock);
  } catch (error) {
    lock.release();
    throw error;
  }
}

/**
 * Makes the directory when it is not there, and takes it for this process. Throws STORE_LOCKED when a box runs on it,
 * STORE_FAILED when it cannot be used.
 */
export function takeDirectory(directory: string): DirectoryLock {
  try {
    mkdirSync(directory, { recursive: true, mode: 0o750 });
    return lockDirectory(directory);
  } catch (error) {
    if (error instanceof TelephonyError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new TelephonyError('STORE_FAILED', `The directory ${directory} cannot be used: ${reason}.`, { cause: error });
  }
}

async function openWriter({ directory, clock, reserveBytes, flushDelayMs }: StoreOptions): Promise<Writer> {
  try {
    return await Writer.open({
      directory,
      reserveBytes: reserveBytes ?? RESERVE_BYTES,
      flushDelayMs: flushDelayMs ?? 0,
    });
  } catch (error) {
    const isDamage = error instanceof TelephonyError && error.code === 'STORE_DAMAGED';
    throw isDamage ? keepAside(directory, clock.now(), error.detail) : error;
  }
}

/** Reads of a data directory without owning it, beside a running box or after it. Call `destroy()` when done. */
export function openReads(directory: string): Reads {
  return kyselyOver(new Database(databaseFile(directory), { readonly: true, fileMustExist: true }));
}

function kyselyOver(database: Database.Database): Reads {
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }), plugins: [new CamelCasePlugin()] });
}
