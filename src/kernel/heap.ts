// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many comes first, when any of them may be taken out or change its rank meanwhile? A binary heap.

/** What lies in a heap knows where; the heap alone writes `slot`, and -1 means that it lies in none. */
export interface InHeap {
  slot: number;
}

/** By time, and those of one instant by the order in which they were set. A difference of instants would be made on the heap for each comparison. */
export function byTime(
  one: { readonly at: number; readonly order: number },
  other: { readonly at: number; readonly order: number },
): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  return one.order - other.order;
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
    this.#fill(slot, last);
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

  /** Those before it that come after it move down; it is put where the last of them was. */
  #rise(item: T): void {
    const from = item.slot;
    let slot = from;
    while (slot > 0) {
      const above = (slot - 1) >> 1;
      const parent = this.#items[above] as T;
      if (this.#compare(item, parent) >= 0) break;
      this.#put(parent, slot);
      slot = above;
    }
    if (slot !== from) this.#put(item, slot);
  }

  /** The same the other way. */
  #sink(item: T): void {
    const from = item.slot;
    let slot = from;
    for (let below = 2 * slot + 1; below < this.#items.length; below = 2 * slot + 1) {
      const child = this.#firstOf(below);
      if (this.#compare(item, child) <= 0) break;
      const at = child.slot;
      this.#put(child, slot);
      slot = at;
    }
    if (slot !== from) this.#put(item, slot);
  }

  /**
   * Fills a place that has become empty. The last of all mostly belongs to the bottom again: those below move up without a comparison to it,
   * one a level, and it rises from where they end.
   */
  #fill(empty: number, item: T): void {
    let slot = empty;
    for (let below = 2 * slot + 1; below < this.#items.length; below = 2 * slot + 1) {
      const child = this.#firstOf(below);
      const at = child.slot;
      this.#put(child, slot);
      slot = at;
    }
    this.#put(item, slot);
    this.#rise(item);
  }

  /** Which of the two who lie side by side from here on comes first. */
  #firstOf(left: number): T {
    const one = this.#items[left] as T;
    const other = this.#items[left + 1];
    return other !== undefined && this.#compare(other, one) < 0 ? other : one;
  }
}
