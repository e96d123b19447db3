// SPDX-License-Identifier: GPL-2.0-or-later
// How do batches get to the disk? In order, one group under way at a time; what comes meanwhile is the next group.

import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { TelephonyError } from '../faults.js';
import { type Duration, Emitter } from '../kernel/index.js';
import type { Batch } from './batch.js';
import type { Order } from './group.js';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-thread.js';

/** Whether there is room for new promises, and how many bytes are free. */
export interface Space {
  readonly enough: boolean;
  readonly free: number;
}

interface Waiting {
  readonly order: Order;
  readonly resolve: (took: Duration) => void;
  readonly reject: (error: Error) => void;
}

const CHECKPOINT_EVERY = 300; // groups: about 10 MiB of WAL

/** The main thread's side of the writer. A group grows while the disk works: one flush when idle, few under load. */
export class Writer {
  readonly onSpace = new Emitter<Space>();
  readonly #worker: Worker;
  #space: Space;
  #underWay: readonly Waiting[] | undefined;
  #next: Waiting[] = [];
  #sending = false;
  #sinceCheckpoint = 0;
  #broken: TelephonyError | undefined;
  #idle: (() => void)[] = [];

  private constructor(worker: Worker, space: Space) {
    this.#worker = worker;
    this.#space = space;
    worker.on('message', (answer: WriterAnswer) => this.#hear(answer));
    worker.on('error', (error) => this.#break(error.message));
    worker.on('exit', () => this.#break('The writer has ended.'));
  }

  /** Starts the thread and opens the database in it; rejects with a TelephonyError when it must not be used. */
  static async open(options: WriterOptions): Promise<Writer> {
    const worker = new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: options });
    const answer = await firstAnswer(worker);
    if (answer.type === 'opened') return new Writer(worker, { enough: answer.enough, free: answer.free });

    await worker.terminate();
    if (answer.type !== 'refused') throw new TelephonyError('STORE_FAILED', `It answered ${answer.type}.`);
    throw new TelephonyError(answer.outcome.code, answer.outcome.detail);
  }

  get space(): Space {
    return this.#space;
  }

  /** Resolves when the batch is durable, with what the disk needed for it and those that shared its flush. */
  commit(batch: Batch, options: { readonly finishing: boolean }): Promise<Duration> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      const order = { statements: batch.statements, finishing: options.finishing };
      this.#next.push({ order, resolve, reject });
      this.#sendSoon();
    });
  }

  /** Resolves when nothing waits for the disk and nobody who waited for it has committed more. */
  async settled(): Promise<void> {
    do {
      if (this.#busy) await new Promise<void>((resolve) => this.#idle.push(resolve));
      await nextTurn();
    } while (this.#busy);
  }

  get #busy(): boolean {
    return this.#underWay !== undefined || this.#next.length > 0;
  }

  /** Commits what waits, closes the database and ends the thread. */
  async close(): Promise<void> {
    if (this.#broken) return;
    await this.settled();
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#broken = new TelephonyError('STORE_FAILED', 'It is closed.');
    this.#post({ type: 'close' });
    await ended;
  }

  /** What one turn of the event loop decides goes together: a call that is offered and its capture share a flush. */
  #sendSoon(): void {
    if (this.#underWay || this.#sending) return;
    this.#sending = true;
    setImmediate(() => {
      this.#sending = false;
      if (!this.#underWay) this.#send();
    });
  }

  #send(): void {
    if (this.#broken || this.#next.length === 0) return;
    this.#underWay = this.#next;
    this.#next = [];
    this.#post({ type: 'commit', orders: this.#underWay.map(({ order }) => order) });
  }

  #hear(answer: WriterAnswer): void {
    if (answer.type !== 'committed') return;
    const done = this.#underWay ?? [];
    this.#underWay = undefined;
    this.#send();

    for (const [index, { resolve, reject }] of done.entries()) {
      const outcome = answer.outcomes[index];
      if (outcome) reject(new TelephonyError(outcome.code, outcome.detail));
      else resolve(answer.took);
    }
    this.#sinceCheckpoint++;
    if (!this.#underWay) this.#rest();
    this.#tellSpace({ enough: answer.enough, free: answer.free });
  }

  /** Nothing is under way. What the commits just told of have decided may already wait for the next turn. */
  #rest(): void {
    this.#tellIdle();
    if (this.#sinceCheckpoint < CHECKPOINT_EVERY || this.#next.length > 0) return;
    this.#sinceCheckpoint = 0;
    this.#post({ type: 'checkpoint' });
  }

  #tellSpace(space: Space): void {
    const changed = space.enough !== this.#space.enough;
    this.#space = space;
    if (changed) this.onSpace.emit(space);
  }

  #tellIdle(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const tell of idle) tell();
  }

  #break(reason: string): void {
    if (this.#broken) return;
    this.#broken = new TelephonyError('STORE_FAILED', reason);
    for (const { reject } of [...(this.#underWay ?? []), ...this.#next]) reject(this.#broken);
    this.#underWay = undefined;
    this.#next = [];
    this.#tellIdle();
  }

  #post(request: WriterRequest): void {
    this.#worker.postMessage(request);
  }
}

function firstAnswer(worker: Worker): Promise<WriterAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (answer: WriterAnswer) => {
      worker.off('error', reject);
      resolve(answer);
    });
  });
}
