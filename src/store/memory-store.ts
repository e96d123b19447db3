// SPDX-License-Identifier: GPL-2.0-or-later
// Where does a box write that leaves nothing behind? To a writer that takes everything at once and keeps none of it.

import { type Clock, SystemClock } from '../kernel/index.js';
import { Batch, type Statement } from './batch.js';
import { openStore } from './open.js';
import { Reader } from './reads/reader.js';
import type { ReaderAnswer, ReaderRequest } from './reads/reader-thread.js';
import { SameThreadReader } from './reads/same-thread-reader.js';
import type { QuestionName } from './reads/table.js';
import { Store } from './store.js';
import type { StoreOptions } from './store-options.js';
import { Writer } from './writer.js';
import type { WriterPort } from './writer-port.js';
import type { WriterAnswer, WriterRequest } from './writer-thread.js';

const PLENTY = 1 << 30; // bytes that are said to be free
const LEAST_RESERVE = 1 << 16;

/** A disk that takes everything at once; `written` is shown every statement. */
class Memory implements WriterPort {
  readonly ended = Promise.resolve();
  readonly #written: ((statement: Statement) => void) | undefined;
  #hear: (answer: WriterAnswer) => void = () => {};

  constructor(written: ((statement: Statement) => void) | undefined) {
    this.#written = written;
  }

  listen(hear: (answer: WriterAnswer) => void): void {
    this.#hear = hear;
  }

  post(request: WriterRequest): void {
    if (request.type !== 'commit') return;
    const { orders } = request;
    if (this.#written !== undefined)
      for (const { statements } of orders) for (const statement of statements) this.#written(statement);
    const fates = orders.map(() => ({ name: 'durable' }) as const);
    queueMicrotask(() => this.#hear({ type: 'committed', fates, took: 0, enough: true, free: PLENTY }));
  }
}

/** A batch of which nobody keeps rows: its events are told, and that is all. */
class EventsAlone extends Batch {
  override rows(): this {
    return this;
  }
}

/** Asked at each call, who has rung before, and again and again, which files want something done. */
const ASKED_OFTEN: ReadonlySet<string> = new Set(['interactions', 'recordingWork'] satisfies QuestionName[]);

/** Reads an empty database: nobody has rung before, and there are no recordings. */
class NobodyKnown extends SameThreadReader {
  #told: (answer: ReaderAnswer) => void = () => {};

  override listen(hear: (answer: ReaderAnswer) => void): void {
    this.#told = hear;
    super.listen(hear);
  }

  override post(request: ReaderRequest): void {
    if (request.type !== 'question' || !ASKED_OFTEN.has(request.name)) super.post(request);
    else setImmediate(() => this.#told({ type: 'answered', answer: [] }));
  }
}

/**
 * A store over an empty data directory, of which only what stands there at the start can be read: what is committed is durable at once and
 * remembered nowhere. `written` is shown every statement.
 */
export async function openMemoryStore(
  options: Pick<StoreOptions, 'directory' | 'bus'> & { readonly clock: Clock },
  written?: (statement: Statement) => void,
): Promise<Store> {
  const { directory, clock } = options;
  const first = await openStore({ directory, clock: new SystemClock(), reserveBytes: LEAST_RESERVE });
  await first.close();
  const writer = new Writer(new Memory(written), clock, { enough: true, free: PLENTY });
  const reader = new Reader(() => new NobodyKnown(directory));
  const batchOf =
    written === undefined ? (...of: ConstructorParameters<typeof Batch>) => new EventsAlone(...of) : undefined;
  return new Store({ ...options, lastTries: 0 }, { writer, reader, lock: { release: () => {} }, batchOf });
}
