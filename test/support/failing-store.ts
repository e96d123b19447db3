// SPDX-License-Identifier: GPL-2.0-or-later
// How does a test make a store fail? Its writing side runs here instead of in a thread, over a real database whose statements
// can be made to fail, and answers when virtual time says so.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Clock } from '../../src/kernel/index.js';
import type { Random } from '../../src/sim/index.js';
import { databaseFile } from '../../src/store/damage.js';
import { openDatabase } from '../../src/store/database.js';
import { GroupCommit } from '../../src/store/group.js';
import type { DirectoryLock } from '../../src/store/index.js';
import { Reader } from '../../src/store/reads/reader.js';
import { ReaderThread } from '../../src/store/reads/reader-port.js';
import { Reserve } from '../../src/store/reserve.js';
import { Store } from '../../src/store/store.js';
import { WatchedFile } from '../../src/store/watched-file.js';
import { Writer } from '../../src/store/writer.js';
import type { WriterPort } from '../../src/store/writer-port.js';
import type { WriterAnswer, WriterRequest } from '../../src/store/writer-thread.js';

/** Errors that pass. */
const PASSING = [
  'SQLITE_BUSY',
  'SQLITE_BUSY_SNAPSHOT',
  'SQLITE_LOCKED',
  'SQLITE_PROTOCOL',
  'SQLITE_FULL',
  'SQLITE_FULL',
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_READONLY',
  'SQLITE_READONLY_DBMOVED',
  'SQLITE_CANTOPEN',
  'SQLITE_CORRUPT',
  'SQLITE_NOTADB',
  'SQLITE_NOMEM',
];

/** Makes statements fail. */
export class Faults {
  /** Which error; undefined: all is well. */
  error: string | undefined;
  /** So many statements more are good. */
  after = 0;
  /** How long the disk takes. */
  took = 0;
  failed = 0;
  /** So many failures more, and it is over by itself. */
  #left = 0;

  strike(): void {
    const { error } = this;
    if (error === undefined || this.after-- > 0) return;
    this.failed++;
    if (--this.#left <= 0) this.error = undefined;
    throw new Database.SqliteError('made up', error);
  }

  /** From now on, for whoever ends it. */
  begin(random: Random): void {
    this.error = PASSING[random.integer(0, PASSING.length - 1)];
    this.after = random.integer(0, 30);
    this.#left = random.chance(0.5) ? random.integer(1, 6) : Number.POSITIVE_INFINITY;
  }
}

/** A database whose `exec` and `run` strike first. */
function faulty(database: Database.Database, faults: Faults): Database.Database {
  return new Proxy(database, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'exec' && args[0] !== 'rollback') faults.strike();
        const result: unknown = value.apply(target, args);
        return name === 'prepare' ? struck(result as Database.Statement, faults) : result;
      };
    },
  });
}

function struck(statement: Database.Statement, faults: Faults): Pick<Database.Statement, 'run'> {
  return {
    run: (...values) => {
      faults.strike();
      return statement.run(...values);
    },
  };
}

/** The writing side, in this thread. */
class HerePort implements WriterPort {
  readonly ended = Promise.resolve();
  readonly handle: number;
  readonly #group: GroupCommit;
  readonly #clock: Clock;
  readonly #faults: Faults;
  readonly #close: () => void;
  #hear: (answer: WriterAnswer) => void = () => {};

  constructor(directory: string, clock: Clock, faults: Faults) {
    const database = openDatabase(databaseFile(directory));
    database.pragma('synchronous = off'); // nobody pulls the plug here
    const watched = new WatchedFile(databaseFile(directory));
    this.handle = watched.handle;
    const reserve = new Reserve(join(directory, 'reserve.bin'), 4_096);
    reserve.keep();
    this.#group = new GroupCommit(faulty(database, faults), reserve, watched);
    this.#clock = clock;
    this.#faults = faults;
    this.#close = () => {
      database.close();
      watched.close();
    };
  }

  listen(hear: (answer: WriterAnswer) => void): void {
    this.#hear = hear;
  }

  post(request: WriterRequest): void {
    if (request.type === 'close') this.#close();
    if (request.type !== 'commit') return;
    const { took } = this.#faults;
    const answer = () => {
      const written = this.#group.commit(request.orders);
      this.#hear({ type: 'committed', ...written, took, enough: true, free: 1 << 30 });
    };
    if (took > 0) this.#clock.at(this.#clock.now() + took, answer);
    else queueMicrotask(answer);
  }
}

/** A store that fails when told to. */
export function failingStore(directory: string, clock: Clock): { readonly store: Store; readonly faults: Faults } {
  const faults = new Faults();
  const port = new HerePort(directory, clock, faults);
  const writer = new Writer(port, clock, { enough: true, free: 1 << 30 });
  const lock: DirectoryLock = { release: () => {} };
  const reader = new Reader(() => new ReaderThread({ directory, handle: port.handle, delayMs: 0 }));
  return { store: new Store({ directory, clock, lastTries: 0 }, { writer, reader, lock }), faults };
}
