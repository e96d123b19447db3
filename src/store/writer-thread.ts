// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in the writer's thread? The one writing connection: opens, commits what it is sent, closes.

import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { type Duration, SystemClock } from '../kernel/index.js';
import { databaseFile } from './damage.js';
import { checkpoint, openDatabase, storeFault } from './database.js';
import { GroupCommit, type Order, type Outcome } from './group.js';
import { Reserve } from './reserve.js';

/** What the thread is started with. */
export interface WriterOptions {
  readonly directory: string;
  readonly reserveBytes: number;
  /** Pretends a slower disk: waits so long after each flush. For tests and benchmarks. */
  readonly flushDelayMs: number;
}

/** `checkpoint`: nobody waits, so this is the time to move the WAL into the database. */
export type WriterRequest =
  | { readonly type: 'commit'; readonly orders: readonly Order[] }
  | { readonly type: 'checkpoint' }
  | { readonly type: 'close' };

/** `enough`: there is room for new promises; `free`: bytes; `took`: what the disk needed, in milliseconds. */
export type WriterAnswer =
  | { readonly type: 'opened'; readonly enough: boolean; readonly free: number }
  | { readonly type: 'refused'; readonly outcome: NonNullable<Outcome> }
  | {
      readonly type: 'committed';
      readonly outcomes: readonly Outcome[];
      readonly took: Duration;
      readonly enough: boolean;
      readonly free: number;
    }
  | { readonly type: 'closed' };

const port = parentPort;
if (port) run(workerData as WriterOptions, (answer) => port.postMessage(answer));

function run({ directory, reserveBytes, flushDelayMs }: WriterOptions, answer: (answer: WriterAnswer) => void): void {
  const clock = new SystemClock(); // the disk's time, whatever clock the box goes by
  try {
    const database = openDatabase(databaseFile(directory));
    const reserve = new Reserve(join(directory, 'reserve.bin'), reserveBytes);
    const group = new GroupCommit(database, reserve);
    const space = () => ({ enough: reserve.room, free: reserve.free() });
    reserve.keep();
    answer({ type: 'opened', ...space() });

    parentPort?.on('message', (request: WriterRequest) => {
      if (request.type === 'commit') {
        const begun = clock.now();
        const outcomes = group.commit(request.orders);
        pause(flushDelayMs);
        answer({ type: 'committed', outcomes, took: clock.now() - begun, ...space() });
        return;
      }
      if (request.type === 'checkpoint') {
        checkpoint(database);
        return;
      }
      database.close(); // the last connection to close also empties the WAL into the database
      answer({ type: 'closed' });
      parentPort?.close();
    });
  } catch (error) {
    answer({ type: 'refused', outcome: storeFault(error) });
  }
}

function pause(milliseconds: number): void {
  if (milliseconds > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
