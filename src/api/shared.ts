// SPDX-License-Identifier: GPL-2.0-or-later
// How do two hundred who ask for the same at once cost one read? Whoever asks while one is under way shares the next: nobody is told what was before he asked.

/** One read for all who ask meanwhile. */
export class Shared<T> {
  readonly #read: () => Promise<T>;
  #underWay: Promise<T> | undefined;
  #next: Promise<T> | undefined;

  constructor(read: () => Promise<T>) {
    this.#read = read;
  }

  /** Begun now or later, never before it was asked. Rejects as the read does. */
  ask(): Promise<T> {
    if (this.#underWay === undefined) return this.#begin();
    this.#next ??= this.#underWay
      .catch(() => {})
      .then(() => {
        this.#next = undefined;
        return this.#begin();
      });
    return this.#next;
  }

  #begin(): Promise<T> {
    const begun = this.#read().finally(() => {
      if (this.#underWay === begun) this.#underWay = undefined;
    });
    this.#underWay = begun;
    return begun;
  }
}
