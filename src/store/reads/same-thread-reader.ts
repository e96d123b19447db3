// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records say, asked in the same thread? So that what is simulated goes the same way each time, however busy the machine is.
import { openForReading, readsOver } from './handle.js';
import type { ReaderPort } from './reader-port.js';
import type { ReaderAnswer, ReaderRequest } from './reader-thread.js';
import { jsonPage, questionOf } from './table.js';

/** A reader without a thread: it answers in the next turn, as a thread does at the earliest. */
export class SameThreadReader implements ReaderPort {
  readonly ended: Promise<void>;
  readonly #database: ReturnType<typeof openForReading>;
  readonly #reads: ReturnType<typeof readsOver>;
  #hear: (answer: ReaderAnswer) => void = () => {};
  #over: () => void = () => {};

  constructor(directory: string) {
    this.ended = new Promise((resolve) => {
      this.#over = resolve;
    });
    this.#database = openForReading(directory);
    this.#reads = readsOver(this.#database);
  }

  post(request: ReaderRequest): void {
    if (request.type === 'close') this.terminate();
    else setImmediate(() => this.#answer(request));
  }

  listen(hear: (answer: ReaderAnswer) => void): void {
    this.#hear = hear;
    setImmediate(() => hear({ type: 'ready' }));
  }

  terminate(): void {
    this.#database.close();
    this.#over();
  }

  #answer(request: Exclude<ReaderRequest, { type: 'close' }>): void {
    const refused = (error: Error) => this.#hear({ type: 'refused', code: 'STORE_UNREADABLE', detail: error.message });
    answerOf(this.#reads, request).then((answer) => this.#hear(answer), refused);
  }
}

async function answerOf(
  reads: ReturnType<typeof readsOver>,
  request: Exclude<ReaderRequest, { type: 'close' }>,
): Promise<ReaderAnswer> {
  if (request.type === 'question')
    return { type: 'answered', answer: await questionOf(request.name)(reads, request.asked) };
  return { type: 'page', ...(await jsonPage(request.name, reads, request.asked, request.page)) };
}
