// SPDX-License-Identifier: GPL-2.0-or-later
// Where is everything kept that must survive? In one database: batches in, queries out.

import { AsyncLocalStorage } from 'node:async_hooks';
import { Bus, type Origin, SYSTEM } from '../bus/index.js';
import type { FaultCode, TelephonyError } from '../faults.js';
import {
  type Cancel,
  type Clock,
  type Duration,
  Emitter,
  type Instant,
  SystemClock,
  type Unsubscribe,
} from '../kernel/index.js';
import { sizeOf } from './backlog.js';
import { Batch } from './batch.js';
import { Listing, type NotYetWritten } from './listing.js';
import type { DirectoryLock } from './lock.js';
import type { Reader } from './reads/reader.js';
import type { Answer, ListAsked, ListName, QuestionAsked, QuestionName, Row } from './reads/table.js';
import { SqlForms } from './sql-forms.js';
import type { StoreOptions } from './store-options.js';
import type { Space, StandingTrouble, Unwritten, Waiting, Writer } from './writer.js';

const NOBODY = () => {};

/** What a store is made of. */
export interface StoreParts {
  readonly writer: Writer;
  readonly reader: Reader;
  readonly lock: DirectoryLock;
  /** Makes its batches; default: usual ones. */
  readonly batchOf?: ((...of: ConstructorParameters<typeof Batch>) => Batch) | undefined;
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

const usualBatch: NonNullable<StoreParts['batchOf']> = (...of) => new Batch(...of);

const BACKLOG_BYTES = 64 << 20;
const KNOWN_SOON: Duration = 3_000;
const LAST_TRIES: Duration = 10_000;
const WRITTEN_SOON: Duration = 250; // a question waits so long for what was decided before it

/**
 * The box's store. One per data directory, in one process; used from the thread that opened it, on which no query runs: a thread reads what is asked.
 * While the database cannot be written (held by another program, slow, full, read-only, replaced), batches wait in their order, and are written when it can.
 */
export class Store {
  readonly directory: string;
  /** Told of every batch, right before whoever waits for it. */
  readonly committed = new Emitter<Committed>();
  /** What is decided, at once: events of finishing batches, and of others when they are durable. For figures of the present. */
  readonly decided = new Bus();
  readonly #writer: Writer;
  readonly #reader: Reader;
  readonly #lock: DirectoryLock;
  readonly #clock: Clock;
  readonly #bus: Bus | undefined;
  readonly #largest: number;
  readonly #lastTries: Duration;
  readonly #by = new AsyncLocalStorage<Origin>();
  readonly #forms = new SqlForms();
  readonly #batchOf: (...of: ConstructorParameters<typeof Batch>) => Batch;
  #closing: Promise<Unwritten> | undefined;

  /** Use `openStore`. */
  constructor(options: StoreOptions, { writer, reader, lock, batchOf = usualBatch }: StoreParts) {
    this.#batchOf = batchOf;
    this.directory = options.directory;
    this.#clock = options.clock;
    this.#bus = options.bus;
    this.#largest = options.backlogBytes ?? BACKLOG_BYTES;
    this.#lastTries = options.lastTries ?? LAST_TRIES;
    this.#writer = writer;
    this.#reader = reader;
    this.#lock = lock;
  }

  /** A batch to fill and commit. */
  batch(): Batch {
    return this.#batchOf(this.#clock, this.#by.getStore() ?? SYSTEM, this.#forms);
  }

  /**
   * Runs `work`; batches that are begun in it, before and after whatever it awaits, say who brought their events about. Not what it
   * only sets going: alarms of a clock and what runs `byItself`.
   */
  actingFor<T>(by: Origin, work: () => T): T {
    return this.#by.run(by, work);
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
    await (within === undefined ? fate : fate.finally(() => cancel()));
  }

  /** Commits what is decided already. Resolves when it is durable, or after 3 s: then it waits in memory, in its place. */
  async keep(batch: Batch): Promise<void> {
    let cancel: Cancel = () => {};
    const soon = new Promise<void>((resolve) => {
      cancel = this.#clock.at(this.#clock.now() + KNOWN_SOON, resolve);
    });
    await Promise.race([this.commit(batch, { finishing: true }).finally(() => cancel()), soon]);
  }

  /** Answers from what is on the disk; for start-up: it has no narrow limit. Rejects with STORE_UNREADABLE, STORE_FAILED when the store is closed. */
  async ask<Name extends QuestionName>(name: Name, asked: QuestionAsked<Name>): Promise<Answer<Name>> {
    return (await this.#reader.ask({ type: 'question', name, asked })) as Answer<Name>;
  }

  /**
   * A list, to be read page by page; each may be refused as `ask` is, or with STORE_READ_LATE. Waits a moment for what was decided before, so that it
   * is in the list; while that cannot be written, the list says what is not in it.
   */
  async list<Name extends ListName>(
    name: Name,
    asked: ListAsked<Name>,
    { most = Number.POSITIVE_INFINITY }: { readonly most?: number } = {},
  ): Promise<Listing<Row<Name>>> {
    const unwritten = await this.#notYetWritten();
    return new Listing((page) => this.#reader.page({ type: 'page', name, asked, page }), most, unwritten);
  }

  /** Whether something that was asked is without its answer. */
  get reading(): boolean {
    return this.#reader.busy;
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

  /** Tells of each try that came to nothing, with nothing when it is over. */
  onTrouble(listener: (trouble: StandingTrouble | undefined) => void): Unsubscribe {
    return this.#writer.onTrouble.on(listener);
  }

  /** Tells when room for new promises is lost or there again. */
  onSpace(listener: (space: Space) => void): Unsubscribe {
    return this.#writer.onSpace.on(listener);
  }

  /**
   * Resolves when nothing waits for the disk but what cannot be written yet, nobody who waited for it has committed more, and
   * nothing that was asked is without its answer.
   * For lock-step and tests.
   */
  settled(): Promise<void> {
    return new Promise((resolve) => {
      this.#writer.whenSettled(() => resolve(this.#reader.busy ? this.#readOut() : undefined));
    });
  }

  async #readOut(): Promise<void> {
    await this.#reader.settled();
    if (this.#reader.busy) await this.settled();
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
    await this.#reader.close(); // the writer must be the last to close
    const unwritten = await this.#writer.close(this.#lastTries);
    this.#lock.release();
    this.#by.disable(); // Node looks at it at each promise that the process makes, for ever
    return unwritten;
  }

  async #notYetWritten(): Promise<NotYetWritten | undefined> {
    const asked = this.#clock.now();
    const waits = () => (this.#writer.backlog.since ?? Number.POSITIVE_INFINITY) <= asked;
    if (waits() && this.trouble === undefined) await this.#until(() => !waits() || this.trouble !== undefined);
    const { length, since } = this.#writer.backlog;
    return since === undefined || !waits() ? undefined : { batches: length, since: this.#clock.utc(since) };
  }

  /** Resolves when news of the disk have made it so, or after a moment. */
  async #until(so: () => boolean): Promise<void> {
    const real = new SystemClock(); // whatever clock the box goes by
    const ends: (() => void)[] = [];
    await new Promise<void>((resolve) => {
      const look = () => {
        if (so()) resolve();
      };
      ends.push(this.committed.on(look), this.onTrouble(look), real.at(real.now() + WRITTEN_SOON, resolve));
    });
    for (const end of ends) end();
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
    return this.#waiting(batch, true, NOBODY, NOBODY);
  }

  #publish(bus: Bus, { events }: Pick<Batch, 'events'>): void {
    for (const event of events) bus.publish(event);
  }
}
