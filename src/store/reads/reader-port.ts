// SPDX-License-Identifier: GPL-2.0-or-later
// How does one talk to the reader's thread? One question under way at a time; a test may answer in its place.

import { Worker } from 'node:worker_threads';
import type { ReaderAnswer, ReaderOptions, ReaderRequest } from './reader-thread.js';

/** The thread as the reader sees it. */
export interface ReaderPort {
  post(request: ReaderRequest): void;
  /** `broke`: it has ended by itself. */
  listen(hear: (answer: ReaderAnswer) => void, broke: (reason: string) => void): void;
  /** Ends it, whatever it does; a statement that is running in it is only left when SQLite comes back. */
  terminate(): void;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
}

/** The real one. */
export class ReaderThread implements ReaderPort {
  readonly ended: Promise<void>;
  readonly #worker: Worker;

  constructor(options: ReaderOptions) {
    this.#worker = new Worker(new URL('./reader-thread.js', import.meta.url), { workerData: options, execArgv: [] });
    this.ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
  }

  post(request: ReaderRequest): void {
    this.#worker.postMessage(request);
  }

  listen(hear: (answer: ReaderAnswer) => void, broke: (reason: string) => void): void {
    this.#worker.on('message', hear);
    this.#worker.on('error', (error) => broke(error.message));
    this.#worker.on('exit', () => broke('The reader has ended.'));
  }

  terminate(): void {
    this.#worker.terminate().catch(() => undefined); // its exit is told in any case
  }
}
