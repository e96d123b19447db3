// SPDX-License-Identifier: GPL-2.0-or-later
// What runs in the reader's thread? A connection for reading: opens it when first asked, answers one question after the other.

import { parentPort, workerData } from 'node:worker_threads';
import type Database from 'better-sqlite3';
import type { FaultCode } from '../../faults.js';
import { databaseFile } from '../damage.js';
import { troubleOf } from '../trouble.js';
import { WatchedFile } from '../watched-file.js';
import { openForReading, readsOver } from './handle.js';
import type { JsonPage, PageAsked, Reads } from './question.js';
import { jsonPage, type ListName, type QuestionName, questionOf } from './table.js';

/** What the thread is started with. */
export interface ReaderOptions {
  readonly directory: string;
  /** The writer's handle of the database file: to see that it is still the same file. Not to be closed here. */
  readonly handle: number;
  /** Pretends a slower disk: waits so long before each answer. For tests. */
  readonly delayMs: number;
}

/** A question, or a page of a list; then the end. */
export type ReaderRequest =
  | { readonly type: 'question'; readonly name: QuestionName; readonly asked: unknown }
  | { readonly type: 'page'; readonly name: ListName; readonly asked: unknown; readonly page: PageAsked }
  | { readonly type: 'close' };

/** `ready`: it hears. `json`: the rows of a page, each as JSON, with commas between them and no brackets. */
export type ReaderAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'answered'; readonly answer: unknown }
  | ({ readonly type: 'page' } & JsonPage)
  | { readonly type: 'refused'; readonly code: FaultCode; readonly detail: string };

/** The connection, opened when it is first needed, and only to the file that the box writes to. */
class Connection {
  readonly #directory: string;
  readonly #watched: WatchedFile;
  #database: Database.Database | undefined;
  #reads: Reads | undefined;

  constructor({ directory, handle }: ReaderOptions) {
    this.#directory = directory;
    this.#watched = new WatchedFile(databaseFile(directory), handle);
  }

  /** Throws when what would be read is not ours. */
  get reads(): Reads {
    const trouble = this.#watched.look();
    if (trouble !== undefined) throw new Error(trouble.detail);
    this.#database ??= openForReading(this.#directory);
    this.#reads ??= readsOver(this.#database);
    return this.#reads;
  }

  close(): void {
    this.#database?.close();
  }
}

const port = parentPort;
if (port) serve(workerData as ReaderOptions);

function serve(options: ReaderOptions): void {
  const connection = new Connection(options);
  port?.postMessage({ type: 'ready' } satisfies ReaderAnswer);
  port?.on('message', (request: ReaderRequest) => {
    if (request.type === 'close') {
      connection.close();
      port?.close();
      return;
    }
    pause(options.delayMs);
    reply(connection, request).catch((error: unknown) => {
      queueMicrotask(() => {
        throw error; // the thread ends of it, and its port tells
      });
    });
  });
}

async function reply(connection: Connection, request: Exclude<ReaderRequest, { type: 'close' }>): Promise<void> {
  try {
    const answer = await answerOf(connection.reads, request);
    const bytes = answer.type === 'page' ? [answer.json.buffer as ArrayBuffer] : [];
    port?.postMessage(answer, bytes);
  } catch (error) {
    port?.postMessage({ type: 'refused', code: 'STORE_UNREADABLE', detail: `${troubleOf(error).detail}.` });
  }
}

async function answerOf(reads: Reads, request: Exclude<ReaderRequest, { type: 'close' }>): Promise<ReaderAnswer> {
  if (request.type === 'question') {
    return { type: 'answered', answer: await questionOf(request.name)(reads, request.asked) };
  }
  return { type: 'page', ...(await jsonPage(request.name, reads, request.asked, request.page)) };
}

function pause(milliseconds: number): void {
  if (milliseconds > 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
