// SPDX-License-Identifier: GPL-2.0-or-later
// Which small integer is free? Those given back are taken again as late as can be.

/** Integers from 0 to `size` - 1. Round robin, so that news of an index's last use has long come when it is used anew. */
export class IndexPool {
  readonly #taken: boolean[];
  #next = 0;

  constructor(size: number) {
    this.#taken = new Array<boolean>(size).fill(false);
  }

  /** Undefined when all are taken. */
  take(): number | undefined {
    const size = this.#taken.length;
    for (let i = 0; i < size; i++) {
      const index = (this.#next + i) % size;
      if (this.#taken[index]) continue;
      this.#taken[index] = true;
      this.#next = (index + 1) % size;
      return index;
    }
    return undefined;
  }

  has(index: number): boolean {
    return this.#taken[index] === true;
  }

  give(index: number): void {
    if (this.has(index)) this.#taken[index] = false;
  }
}
