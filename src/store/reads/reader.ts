// SPDX-License-Identifier: GPL-2.0-or-later
// How are questions answered off the thread that routes calls? One after the other by a thread of their own, each in its time.

import { TelephonyError } from '../../faults.js';
import { type Cancel, type Duration, type Instant, SystemClock } from '../../kernel/index.js';
import type { JsonPage } from './question.js';
import type { ReaderPort } from './reader-port.js';
import type { ReaderAnswer, ReaderRequest } from './reader-thread.js';

/** How long things may take, in the machine's own time. */
export interface ReadLimits {
  /** A page of a list. */
  readonly page: Duration;
  /** Until a page has its turn. */
  readonly turn: Duration;
  /** A question that is answered whole; default: ten minutes. */
  readonly question?: Duration;
}

interface Asked {
  readonly request: ReaderRequest;
  readonly at: Instant;
  readonly answered: (answer: ReaderAnswer) => void;
  readonly refused: (error: TelephonyError) => void;
}

export const READ_LIMITS: ReadLimits = { page: 5_000, turn: 15_000 };
const STARTING: Duration = 30_000; // a thread, on a machine that is busy
const QUESTION: Duration = 600_000; // start-up asks them: a large directory on a slow disk takes its time, and nobody else waits
const LOOK: Duration = 1_000; // at what waits for its turn

/**
 * The main thread's side of the reader. Of a long list each page is a question, so that a short question waits for one page
 * at most. A thread that dies, or whose question takes too long, is replaced: that question is refused, the others go on.
 */
export class Reader {
  readonly #start: () => ReaderPort;
  readonly #limits: ReadLimits;
  readonly #real = new SystemClock();
  #port: ReaderPort | undefined;
  #waiting: Asked[] = [];
  #underWay: Asked | undefined;
  #limit: Cancel = () => {};
  #look: Cancel | undefined;
  #closed: TelephonyError | undefined;
  #idle: (() => void)[] = [];
  /** Threads that were given up, and may still be in a statement. */
  readonly #leaving = new Set<Promise<void>>();

  /** `start` begins a thread; it is called when there is a question and no thread. */
  constructor(start: () => ReaderPort, limits: ReadLimits = READ_LIMITS) {
    this.#start = start;
    this.#limits = limits;
  }

  /** Rejects with STORE_UNREADABLE, STORE_READ_LATE, or STORE_FAILED when it is closed. */
  async ask(request: ReaderRequest & { readonly type: 'question' }): Promise<unknown> {
    const answer = await this.#ask(request);
    return answer.type === 'answered' ? answer.answer : undefined;
  }

  /** A page of a list; rejects as `ask` does. */
  async page(request: ReaderRequest & { readonly type: 'page' }): Promise<JsonPage> {
    const answer = await this.#ask(request);
    return answer.type === 'page' ? answer : { json: new Uint8Array(), rows: 0, next: undefined };
  }

  /** Resolves when no question waits for its answer. */
  settled(): Promise<void> {
    if (this.#underWay === undefined) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** Whether a question waits for its answer. */
  get busy(): boolean {
    return this.#underWay !== undefined;
  }

  /** Refuses what is asked, closes the connection and ends the thread; one that is in a statement is given its time to come back. */
  async close(): Promise<void> {
    this.#closed ??= new TelephonyError('STORE_FAILED', 'It is closed.');
    const [port, busy] = [this.#port, this.busy];
    this.#port = undefined;
    this.#refuseAll(this.#closed);
    if (port !== undefined) this.#leave(port, busy);
    if (this.#leaving.size === 0) return;
    let cancel: Cancel = () => {};
    const patience = new Promise<void>((resolve) => {
      cancel = this.#real.at(this.#real.now() + this.#limits.page, resolve);
    });
    await Promise.race([Promise.all(this.#leaving), patience]);
    cancel();
  }

  #leave(port: ReaderPort, busy: boolean): void {
    if (busy) port.terminate();
    else port.post({ type: 'close' });
    const gone: Promise<void> = port.ended.then(() => {
      this.#leaving.delete(gone);
    });
    this.#leaving.add(gone);
  }

  #ask(request: ReaderRequest): Promise<ReaderAnswer> {
    return new Promise((answered, refused) => {
      if (this.#closed !== undefined) {
        refused(this.#closed);
        return;
      }
      this.#waiting.push({ request, at: this.#real.now(), answered, refused });
      this.#next();
    });
  }

  #next(): void {
    if (this.#underWay !== undefined) return;
    const next = this.#waiting.shift();
    this.#underWay = next;
    if (next === undefined) {
      this.#tellIdle();
      return;
    }
    this.#look ??= this.#real.at(this.#real.now() + LOOK, () => this.#lookAtWaiting());
    if (this.#port === undefined) {
      this.#port = this.#open();
      this.#giveTime(STARTING);
    } else this.#giveTime(this.#timeFor(next.request));
    this.#port.post(next.request);
  }

  #timeFor({ type }: ReaderRequest): Duration {
    return type === 'page' ? this.#limits.page : (this.#limits.question ?? QUESTION);
  }

  #giveTime(limit: Duration): void {
    this.#limit();
    this.#limit = this.#real.at(this.#real.now() + limit, () => this.#late(limit));
  }

  #open(): ReaderPort {
    const port = this.#start();
    port.listen(
      (answer) => {
        if (this.#port === port) this.#hear(answer);
      },
      (reason) => {
        if (this.#port === port) this.#broke(reason);
      },
    );
    return port;
  }

  #hear(answer: ReaderAnswer): void {
    if (answer.type === 'ready') {
      if (this.#underWay !== undefined) this.#giveTime(this.#timeFor(this.#underWay.request));
      return;
    }
    const asked = this.#over();
    if (answer.type === 'refused') asked?.refused(new TelephonyError(answer.code, answer.detail));
    else asked?.answered(answer);
    this.#next();
  }

  /** Whatever it was that killed it, this question gets no second thread to kill. */
  #broke(reason: string): void {
    this.#port = undefined;
    this.#over()?.refused(new TelephonyError('STORE_UNREADABLE', `${reason.replace(/\.?$/, '.')}`));
    this.#next();
  }

  #late(limit: Duration): void {
    const port = this.#port;
    this.#port = undefined;
    if (port !== undefined) this.#leave(port, true);
    this.#over()?.refused(tooLong(limit));
    this.#next();
  }

  #over(): Asked | undefined {
    this.#limit();
    const asked = this.#underWay;
    this.#underWay = undefined;
    return asked;
  }

  /** Refuses those who have waited too long for their turn. */
  #lookAtWaiting(): void {
    this.#look = undefined;
    const long = this.#real.now() - this.#limits.turn;
    for (const { refused } of this.#waiting.filter(({ at }) => at < long)) refused(tooLong(this.#limits.turn));
    this.#waiting = this.#waiting.filter(({ at }) => at >= long);
    if (this.busy) this.#look = this.#real.at(this.#real.now() + LOOK, () => this.#lookAtWaiting());
  }

  #refuseAll(error: TelephonyError): void {
    this.#look?.();
    this.#over()?.refused(error);
    for (const { refused } of this.#waiting) refused(error);
    this.#waiting = [];
    this.#tellIdle();
  }

  #tellIdle(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const tell of idle) tell();
  }
}

function tooLong(limit: Duration): TelephonyError {
  return new TelephonyError('STORE_READ_LATE', `It was given up after ${limit / 1_000} s.`);
}
