// SPDX-License-Identifier: GPL-2.0-or-later
// What if the disk takes long for the database, or refuses? Commits that wait for the world's clock, in their order.
import type { Test } from 'tap';
import type { VirtualClock } from '../../src/kernel/index.js';
import { Writer } from '../../src/store/writer.js';

/** Holds back every commit of every store until told otherwise; gone with the test. */
export class LateCommits {
  readonly #clock: VirtualClock;
  readonly #commit = Writer.prototype.commit;
  #until: Promise<void> = Promise.resolve();
  #release = () => {};
  #refused: Error | undefined;

  constructor(t: Test, clock: VirtualClock) {
    this.#clock = clock;
    const late = this;
    Writer.prototype.commit = function (...given) {
      return late.#until.then(() => {
        if (late.#refused !== undefined) throw late.#refused;
        return late.#commit.apply(this, given);
      });
    };
    t.teardown(() => {
      this.release();
      Writer.prototype.commit = this.#commit;
    });
  }

  /** From now on nothing is committed, before `release`. */
  hold(): void {
    this.#until = new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  /** All that waits is committed in so many milliseconds. */
  releaseIn(milliseconds: number): void {
    this.#clock.at(this.#clock.now() + milliseconds, () => this.release());
  }

  release(): void {
    this.#release();
  }

  /** Every commit is refused from now on; undefined: none. */
  refuse(error: Error | undefined): void {
    this.#refused = error;
  }
}
