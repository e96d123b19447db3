// SPDX-License-Identifier: GPL-2.0-or-later
// How does one talk to the writer's thread? One question under way at a time; a test may answer in its place.

import { Worker } from 'node:worker_threads';
import type { MigrationProgress } from './store-options.js';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer-thread.js';

/** The thread as the writer sees it. */
export interface WriterPort {
  post(request: WriterRequest): void;
  /** `broke`: it has ended by itself. */
  listen(hear: (answer: WriterAnswer) => void, broke: (reason: string) => void): void;
  /** Resolves when the thread has ended. */
  readonly ended: Promise<void>;
}

/** The real one. */
export class WriterThread implements WriterPort {
  readonly ended: Promise<void>;
  readonly #worker: Worker;

  /** The thread needs none of the options that this process was given: loaders of a test runner, a debugger. */
  constructor(options: WriterOptions) {
    this.#worker = new Worker(new URL('./writer-thread.js', import.meta.url), { workerData: options, execArgv: [] });
    this.ended = new Promise((resolve) => this.#worker.once('exit', () => resolve()));
  }

  /** Whether the database is open, or refused; an older one is migrated before, and `migrating` hears how far it is. */
  first(migrating: MigrationProgress = () => {}): Promise<WriterAnswer> {
    return new Promise((resolve, reject) => {
      const hear = (answer: WriterAnswer) => {
        if (answer.type === 'migrating') {
          migrating(answer.done, answer.of);
          return;
        }
        this.#worker.off('error', reject).off('message', hear);
        resolve(answer);
      };
      this.#worker.once('error', reject).on('message', hear);
    });
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate();
  }

  post(request: WriterRequest): void {
    this.#worker.postMessage(request);
  }

  listen(hear: (answer: WriterAnswer) => void, broke: (reason: string) => void): void {
    this.#worker.on('message', hear);
    this.#worker.on('error', (error) => broke(error.message));
    this.#worker.on('exit', () => broke('The writer has ended.'));
  }
}
