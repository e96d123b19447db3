// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in the writer's thread? The one writing connection: opens, commits what it is sent, closes.

import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { FaultCode } from '../faults.js';
import { type Duration, SystemClock } from '../kernel/index.js';
import { databaseFile } from './damage.js';
import { checkpoint, openDatabase, storeFault } from './database.js';
import { GroupCommit } from './group.js';
import { lockHolder } from './holder.js';
import type { Order, Written } from './order.js';
import { Reserve } from './reserve.js';
import { type Trouble, troubleOf } from './trouble.js';
import { keepForNextStart, takeUpUnwritten } from './unwritten.js';
import { WatchedFile } from './watched-file.js';

/** What the thread is started with. */
export interface WriterOptions {
  readonly directory: string;
  readonly reserveBytes: number;
  /** Pretends a slower disk: waits so long after each flush. For tests and benchmarks. */
  readonly flushDelayMs: number;
}

/** `checkpoint`: nobody waits, so this is the time to move the WAL into the database. `orders` of `close`: could not be written. */
export type WriterRequest =
  | { readonly type: 'commit'; readonly orders: readonly Order[] }
  | { readonly type: 'checkpoint' }
  | { readonly type: 'close'; readonly orders: readonly Order[] };

/** `enough`: there is room for new promises; `free`: bytes; `took`: what the disk needed, in milliseconds; `kept`: where the rest is; `handle`: of the file, for `WatchedFile`; `migrating`: so many rows of an older database are done. */
export type WriterAnswer =
  | { readonly type: 'migrating'; readonly done: number; readonly of: number }
  | { readonly type: 'opened'; readonly handle: number; readonly enough: boolean; readonly free: number }
  | { readonly type: 'refused'; readonly code: FaultCode; readonly detail: string }
  | (Written & {
      readonly type: 'committed';
      readonly took: Duration;
      readonly enough: boolean;
      readonly free: number;
    })
  | { readonly type: 'closed'; readonly kept: string | undefined };

const port = parentPort;
if (port) run(workerData as WriterOptions, (answer) => port.postMessage(answer));

function run(options: WriterOptions, answer: (answer: WriterAnswer) => void): void {
  const file = databaseFile(options.directory);
  try {
    const told = (done: number, of: number) => answer({ type: 'migrating', done, of });
    const database = openDatabase(file, { before: takeUpUnwritten, told });
    takeUpUnwritten(database);
    serve(options, database, answer);
  } catch (error) {
    answer({ type: 'refused', ...storeFault(error) });
  }
}

function serve(options: WriterOptions, database: Database.Database, answer: (answer: WriterAnswer) => void): void {
  const { directory, reserveBytes, flushDelayMs } = options;
  const clock = new SystemClock(); // the disk's time, whatever clock the box goes by
  const file = databaseFile(directory);
  const reserve = new Reserve(join(directory, 'reserve.bin'), reserveBytes);
  const watched = new WatchedFile(file);
  const group = new GroupCommit(database, reserve, watched);
  reserve.keep();
  answer({ type: 'opened', handle: watched.handle, ...spaceOf(reserve) });

  parentPort?.on('message', (request: WriterRequest) => {
    switch (request.type) {
      case 'commit': {
        const begun = clock.now();
        const written = attempt(group, request.orders, file);
        pause(flushDelayMs);
        answer({ type: 'committed', ...written, took: clock.now() - begun, ...spaceOf(reserve) });
        return;
      }
      case 'checkpoint':
        checkpoint(database);
        watched.accept();
        return;
      case 'close':
        answer({ type: 'closed', kept: end(database, watched, request.orders) });
        parentPort?.close();
    }
  });
}

/** Whatever goes wrong, nothing is lost by it: all is kept. */
function attempt(group: GroupCommit, orders: readonly Order[], file: string): Written {
  try {
    const written = group.commit(orders);
    return written.trouble === undefined ? written : { ...written, trouble: explained(written.trouble, file) };
  } catch (error) {
    return { fates: orders.map(() => ({ name: 'kept' })), trouble: troubleOf(error) };
  }
}

/** What SQLite does not say: who holds it, and whether an error of the disk is a file system that has become read-only. */
function explained(trouble: Trouble, file: string): Trouble {
  if (trouble.kind === 'failing' && !isWritable(file)) return { ...trouble, kind: 'readOnly' };
  const holder = trouble.kind === 'held' ? lockHolder(file, process.pid) : undefined;
  return holder === undefined ? trouble : { ...trouble, holder };
}

function isWritable(file: string): boolean {
  try {
    accessSync(file, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** The directory may be gone: then there is no room. */
function spaceOf(reserve: Reserve): { readonly enough: boolean; readonly free: number } {
  try {
    return { enough: reserve.room, free: reserve.free() };
  } catch {
    return { enough: false, free: 0 };
  }
}

function end(database: Database.Database, watched: WatchedFile, orders: readonly Order[]): string | undefined {
  try {
    return keepForNextStart(database, orders, watched.look());
  } catch {
    return undefined; // nothing can be written anywhere
  } finally {
    database.close(); // the last connection to close also empties the WAL into the database
    watched.close();
  }
}

function pause(milliseconds: number): void {
  if (milliseconds > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
