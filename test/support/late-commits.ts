// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk takes long for the database, or refuses? Groups of batches that wait for the world's clock, in their order.
import { Worker } from 'node:worker_threads';
import type { Test } from 'tap';
import type { TelephonyError } from '../../src/faults.js';
import type { VirtualClock } from '../../src/kernel/index.js';
import { Store } from '../../src/store/store.js';
import type { WriterAnswer, WriterRequest } from '../../src/store/writer-thread.js';

/** Holds back what every store's writer is sent until told otherwise; gone with the test. */
export class LateCommits {
  readonly #clock: VirtualClock;
  readonly #post = Worker.prototype.postMessage;
  readonly #settled = Store.prototype.settled;
  #holding = false;
  #until: Promise<void> = Promise.resolve();
  #release = () => {};
  #refused: TelephonyError | undefined;

  constructor(t: Test, clock: VirtualClock) {
    this.#clock = clock;
    const late = this;
    Worker.prototype.postMessage = function (request: WriterRequest) {
      if (request.type !== 'commit') return late.#post.call(this, request);
      void late.#until.then(() => {
        if (late.#refused === undefined) late.#post.call(this, request);
        else this.emit('message', refusal(request, late.#refused));
      });
    };
    // The world's time must go on while the disk does not.
    Store.prototype.settled = function () {
      return late.#holding ? Promise.resolve() : late.#settled.call(this);
    };
    t.teardown(() => {
      this.#refused = undefined;
      this.release();
      Worker.prototype.postMessage = this.#post;
      Store.prototype.settled = this.#settled;
    });
  }

  /** From now on nothing is committed, before `release`. */
  hold(): void {
    this.#holding = true;
    this.#until = new Promise((resolve) => {
      this.#release = () => {
        this.#holding = false;
        resolve();
      };
    });
  }

  /** All that waits is committed in so many milliseconds. */
  releaseIn(milliseconds: number): void {
    this.#clock.at(this.#clock.now() + milliseconds, () => this.release());
  }

  release(): void {
    this.#release();
  }

  /** Every batch is refused from now on; undefined: none. */
  refuse(error: TelephonyError | undefined): void {
    this.#refused = error;
  }
}

function refusal({ orders }: WriterRequest & { type: 'commit' }, { code, detail }: TelephonyError): WriterAnswer {
  const fates = orders.map(() => ({ name: 'refused' as const, code, detail }));
  return { type: 'committed', fates, took: 0, enough: true, free: 0 };
}
