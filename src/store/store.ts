// SPDX-License-Identifier: GPL-2.0-or-later
// Where is everything kept that must survive? In one database: batches in, queries out.

import { mkdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { CamelCasePlugin, Kysely, SqliteDialect } from 'kysely';
import { Bus } from '../bus/index.js';
import { type FaultCode, TelephonyError } from '../faults.js';
import {
  type Cancel,
  type Clock,
  type Duration,
  Emitter,
  type Instant,
  sleep,
  type Unsubscribe,
} from '../kernel/index.js';
import { sizeOf } from './backlog.js';
import { Batch } from './batch.js';
import { databaseFile, keepAside, refuseAfterDamage } from './damage.js';
import { type DirectoryLock, lockDirectory } from './lock.js';
import type { Tables } from './rows.js';
import { type Space, type StandingTrouble, type Unwritten, type Waiting, Writer } from './writer.js';

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
  /** What may wait in memory while nothing can be written; default 64 MiB. */
  readonly backlogBytes?: number;
  /** How long `close` tries to write what waits, in the machine's own time; default 10 s. */
  readonly lastTries?: Duration;
}

/** How a batch is committed. */
export interface CommitOptions {
  /** It ends what was begun (a CDR, a request's outcome): it may use the reserve of a full disk, and waits as long as it takes. */
  readonly finishing?: boolean;
  /** Rejects with STORE_LATE when it is not durable by then, and it never will be, but for a moment before `undo`. */
  readonly within?: Duration;
  /** Takes the batch back that became durable after it was rejected as late; written right behind it. */
  readonly undo?: () => Batch;
}

/** What waits for the disk. */
export interface StoreBacklog {
  readonly batches: number;
  readonly bytes: number;
  /** Since when the oldest waits. */
  readonly since: Instant | undefined;
  /** More than may be kept: nothing new must be begun. */
  readonly full: boolean;
}

/** How a batch fared: how long the disk took, or why it was refused. */
export type Committed = { readonly took: Duration } | { readonly fault: FaultCode };

const RESERVE_BYTES = 8 << 20;
const BACKLOG_BYTES = 64 << 20;
const KNOWN_SOON: Duration = 3_000;
const LAST_TRIES: Duration = 10_000;
const READ_BUSY_MS = 250; // reads run on the thread that routes calls

/**
 * The box's store. One per data directory, in one process; used from the thread that opened it. Reads see what is
 * committed. While the database cannot be written (held by another program, slow, full, read-only, replaced), batches wait
 * in memory in their order, and are written when it can.
 */
export class Store {
  readonly reads: Reads;
  readonly directory: string;
  /** Told of every batch, right before whoever waits for it. */
  readonly committed = new Emitter<Committed>();
  /** What is decided, at once: events of finishing batches, and of others when they are durable. For figures of the present. */
  readonly decided = new Bus();
  readonly #connection: Database.Database;
  readonly #writer: Writer;
  readonly #lock: DirectoryLock;
  readonly #clock: Clock;
  readonly #bus: Bus | undefined;
  readonly #largest: number;
  readonly #lastTries: Duration;
  #closing: Promise<Unwritten> | undefined;

  /** Use `openStore`. */
  constructor(options: StoreOptions, writer: Writer, lock: DirectoryLock) {
    this.directory = options.directory;
    this.#clock = options.clock;
    this.#bus = options.bus;
    this.#largest = options.backlogBytes ?? BACKLOG_BYTES;
    this.#lastTries = options.lastTries ?? LAST_TRIES;
    this.#writer = writer;
    this.#lock = lock;
    this.#connection = new Database(databaseFile(options.directory), { readonly: true, timeout: READ_BUSY_MS });
    this.reads = kyselyOver(this.#connection);
  }

  /** A batch to fill and commit. */
  batch(): Batch {
    return new Batch(this.#clock);
  }

  /**
   * Commits the batch and resolves when the disk has it: only then may anything be promised. Batches are committed in the
   * order of the calls, however long one has to wait. Rejects with STORE_FULL, STORE_CONFLICT, STORE_LATE or STORE_FAILED
   * (the store is closed); then nothing of the batch was done.
   */
  async commit(batch: Batch, { finishing = false, within, undo }: CommitOptions = {}): Promise<void> {
    let cancel: Cancel = () => {};
    const fate = new Promise<void>((resolve, reject) => {
      const waiting = this.#waiting(batch, finishing, resolve, reject, undo);
      if (within !== undefined) cancel = this.#clock.at(this.#clock.now() + within, () => this.#writer.giveUp(waiting));
      this.#writer.add(waiting);
    });
    if (finishing && !this.#writer.broken) this.#publish(this.decided, batch);
    await fate.finally(() => cancel());
  }

  /** Commits what is decided already. Resolves when it is durable, or after 3 s: then it waits in memory, in its place. */
  async keep(batch: Batch): Promise<void> {
    const known = new AbortController();
    const soon = sleep(this.#clock, KNOWN_SOON, known.signal).catch(() => {});
    const commit = this.commit(batch, { finishing: true }).finally(() => known.abort());
    await Promise.race([commit, soon.then(() => {})]);
  }

  /** Whether there is room for new promises; false: only `finishing` batches are taken. */
  get space(): Space {
    return this.#writer.space;
  }

  /** What waits for the disk. */
  get backlog(): StoreBacklog {
    const { length, bytes, since } = this.#writer.backlog;
    return { batches: length, bytes, since, full: bytes >= this.#largest };
  }

  /** What keeps the database from being written. */
  get trouble(): StandingTrouble | undefined {
    return this.#writer.trouble;
  }

  /** Whether the disk has been at work on one flush for more than 2 s; `look` finds out, called once a second. */
  get slow(): boolean {
    return this.#writer.slow;
  }

  look(): void {
    this.#writer.look();
  }

  /** Throws STORE_FAILED when nothing will ever be written any more. */
  assertAlive(): void {
    if (this.#writer.broken !== undefined) throw this.#writer.broken;
  }

  /** Tells of each try that came to nothing, and with nothing when it is over. */
  onTrouble(listener: (trouble: StandingTrouble | undefined) => void): Unsubscribe {
    return this.#writer.onTrouble.on(listener);
  }

  /** Tells when room for new promises is lost or there again. */
  onSpace(listener: (space: Space) => void): Unsubscribe {
    return this.#writer.onSpace.on(listener);
  }

  /**
   * Resolves when nothing waits for the disk but what cannot be written yet, and nobody who waited for it has committed more.
   * For lock-step and tests.
   */
  settled(): Promise<void> {
    return this.#writer.settled();
  }

  /**
   * Commits what waits, then lets go of the directory. Idempotent. What cannot be written within 10 s is put beside the
   * database for the next start; gives what that is.
   */
  close(): Promise<Unwritten> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<Unwritten> {
    await this.#writer.settled();
    await this.reads.destroy();
    this.#connection.close(); // Kysely leaves open what it never used; the writer must be the last to close
    const unwritten = await this.#writer.close(this.#lastTries);
    this.#lock.release();
    return unwritten;
  }

  #waiting(
    { statements, events }: Batch,
    finishing: boolean,
    resolve: () => void,
    reject: (error: TelephonyError) => void,
    undo?: () => Batch,
  ): Waiting {
    return {
      order: { statements, finishing },
      bytes: sizeOf(statements),
      since: this.#clock.now(),
      givenUp: false,
      undo: undo && (() => this.#undoing(undo())),
      durable: (took, late) => {
        this.committed.emit({ took });
        if (!finishing || late) this.#publish(this.decided, { events });
        if (this.#bus !== undefined) this.#publish(this.#bus, { events });
        resolve();
      },
      refused: (error) => {
        this.committed.emit({ fault: error.code });
        reject(error);
      },
    };
  }

  #undoing(batch: Batch): Waiting {
    this.#publish(this.decided, batch);
    const nobody = () => {};
    return this.#waiting(batch, true, nobody, nobody);
  }

  #publish(bus: Bus, { events }: Pick<Batch, 'events'>): void {
    for (const event of events) bus.publish(event);
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
  const options = { directory, reserveBytes: reserveBytes ?? RESERVE_BYTES, flushDelayMs: flushDelayMs ?? 0 };
  try {
    return await Writer.open(options, clock);
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
