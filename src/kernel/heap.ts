// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many comes first, when any of them may be taken out or change its rank meanwhile? A binary heap.

/** What lies in a heap knows where; the heap alone writes `slot`, and -1 means that it lies in none. */
export interface InHeap {
  slot: number;
}

/** Items of which the first is at hand. A change costs as many comparisons as the logarithm of their number. */
export class Heap<T extends InHeap> {
  readonly #compare: (a: T, b: T) => number;
  readonly #items: T[] = [];

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#items.length;
  }

  get first(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    item.slot = this.#items.length;
    this.#items.push(item);
    this.#rise(item);
  }

  /** Adds those that are in no heap. Many of them cost two comparisons each. */
  addAll(items: Iterable<T>): void {
    const before = this.#items.length;
    for (const item of items) {
      if (item.slot >= 0) continue;
      item.slot = this.#items.length;
      this.#items.push(item);
    }
    if (this.#items.length - before > before) this.reorder();
    else for (const item of this.#items.slice(before)) this.#rise(item);
  }

  /** Takes an item out; one that is in no heap stays so. */
  remove(item: T): void {
    const { slot } = item;
    if (slot < 0) return;
    item.slot = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#put(last, slot);
    this.moved(last);
  }

  /** An item's rank has changed. */
  moved(item: T): void {
    this.#rise(item);
    this.#sink(item);
  }

  /** All ranks may have changed. */
  reorder(): void {
    for (let slot = (this.#items.length >> 1) - 1; slot >= 0; slot--) {
      const item = this.#items[slot];
      if (item !== undefined) this.#sink(item);
    }
  }

  clear(): void {
    for (const item of this.#items) item.slot = -1;
    this.#items.length = 0;
  }

  #put(item: T, slot: number): void {
    item.slot = slot;
    this.#items[slot] = item;
  }

  #rise(item: T): void {
    while (item.slot > 0) {
      const { slot } = item;
      const parent = this.#items[(slot - 1) >> 1];
      if (parent === undefined || this.#compare(item, parent) >= 0) return;
      this.#put(item, parent.slot);
      this.#put(parent, slot);
    }
  }

  #sink(item: T): void {
    for (;;) {
      const { slot } = item;
      const left = this.#items[2 * slot + 1];
      const right = this.#items[2 * slot + 2];
      if (left === undefined) return;
      const child = right !== undefined && this.#compare(right, left) < 0 ? right : left;
      if (this.#compare(item, child) <= 0) return;
      this.#put(item, child.slot);
      this.#put(child, slot);
    }
  }
}
