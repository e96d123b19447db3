// SPDX-License-Identifier: GPL-2.0-or-later
// Which of many comes first, when any of them may be taken out or change its rank meanwhile? A binary heap.

/** What lies in a heap knows where; the heap alone writes `slot`, and -1 means that it lies in none. */
export interface InHeap {
  slot: number;
}

/**
 * What goes first in a heap: the lesser of two numbers, then of two others, then what `compare` says. The numbers are read when an item is
 * added or its rank has changed, and lie side by side: mostly no item need be looked at to compare it.
 */
export interface HeapOrder<T> {
  first?(item: T): number;
  second?(item: T): number;
  compare?(a: T, b: T): number;
}

/** By time, and those of one instant by the order in which they were set. */
export const BY_TIME: HeapOrder<{ readonly at: number; readonly order: number }> = {
  first: ({ at }) => at,
  second: ({ order }) => order,
};

const NO_KEY = () => 0;
const AT_FIRST = 16; // room for so many; twice as much whenever it is full

/** Items of which the first is at hand. A change costs as many comparisons as the logarithm of their number. */
export class Heap<T extends InHeap> {
  readonly #first: (item: T) => number;
  readonly #second: (item: T) => number;
  readonly #compare: (a: T, b: T) => number;
  readonly #items: T[] = [];
  #firsts = new Float64Array(AT_FIRST);
  #seconds = new Float64Array(AT_FIRST);

  constructor({ first = NO_KEY, second = NO_KEY, compare = NO_KEY }: HeapOrder<T>) {
    this.#first = first;
    this.#second = second;
    this.#compare = compare;
  }

  get size(): number {
    return this.#items.length;
  }

  get first(): T | undefined {
    return this.#items[0];
  }

  add(item: T): void {
    this.#append(item);
    this.#rise(item);
  }

  /** Adds those that are in no heap. Many of them cost two comparisons each. */
  addAll(items: Iterable<T>): void {
    const before = this.#items.length;
    for (const item of items) if (item.slot < 0) this.#append(item);
    if (this.#items.length - before > before) this.#heapify();
    else for (const item of this.#items.slice(before)) this.#rise(item);
  }

  /** Takes an item out; one that is in no heap stays so. */
  remove(item: T): void {
    const { slot } = item;
    if (slot < 0) return;
    item.slot = -1;
    const end = this.#items.length - 1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#put(last, slot, this.#firsts[end] ?? 0, this.#seconds[end] ?? 0);
    this.#rise(last);
    this.#sink(last);
  }

  /** An item's rank has changed. */
  moved(item: T): void {
    this.#read(item);
    this.#rise(item);
    this.#sink(item);
  }

  /** All ranks may have changed. */
  reorder(): void {
    for (const item of this.#items) this.#read(item);
    this.#heapify();
  }

  /** Takes out all others. */
  keep(isKept: (item: T) => boolean): void {
    const kept = this.#items.filter(isKept);
    this.clear();
    this.addAll(kept);
  }

  clear(): void {
    for (const item of this.#items) item.slot = -1;
    this.#items.length = 0;
  }

  #append(item: T): void {
    item.slot = this.#items.length;
    this.#items.push(item);
    if (this.#items.length > this.#firsts.length) {
      this.#firsts = twiceAsLong(this.#firsts);
      this.#seconds = twiceAsLong(this.#seconds);
    }
    this.#read(item);
  }

  #read(item: T): void {
    this.#firsts[item.slot] = this.#first(item);
    this.#seconds[item.slot] = this.#second(item);
  }

  #heapify(): void {
    for (let slot = (this.#items.length >> 1) - 1; slot >= 0; slot--) {
      const item = this.#items[slot];
      if (item !== undefined) this.#sink(item);
    }
  }

  #put(item: T, slot: number, first: number, second: number): void {
    item.slot = slot;
    this.#items[slot] = item;
    this.#firsts[slot] = first;
    this.#seconds[slot] = second;
  }

  /** Those before it that come after it move down; it is put where the last of them was. */
  #rise(item: T): void {
    const from = item.slot;
    const first = this.#firsts[from] ?? 0;
    const second = this.#seconds[from] ?? 0;
    let slot = from;
    while (slot > 0) {
      const above = (slot - 1) >> 1;
      if (!this.#goesBefore(item, first, second, above)) break;
      this.#move(above, slot);
      slot = above;
    }
    if (slot !== from) this.#put(item, slot, first, second);
  }

  /** The same the other way. */
  #sink(item: T): void {
    const from = item.slot;
    const first = this.#firsts[from] ?? 0;
    const second = this.#seconds[from] ?? 0;
    let slot = from;
    for (let below = 2 * slot + 1; below < this.#items.length; below = 2 * slot + 1) {
      const child = this.#firstOf(below);
      if (!this.#comesAfter(item, first, second, child)) break;
      this.#move(child, slot);
      slot = child;
    }
    if (slot !== from) this.#put(item, slot, first, second);
  }

  #move(from: number, to: number): void {
    this.#put(this.#items[from] as T, to, this.#firsts[from] ?? 0, this.#seconds[from] ?? 0);
  }

  /** At which place of the two side by side from here on the one lies that comes first. */
  #firstOf(left: number): number {
    const right = left + 1;
    if (right >= this.#items.length) return left;
    const other = this.#items[right] as T;
    return this.#goesBefore(other, this.#firsts[right] ?? 0, this.#seconds[right] ?? 0, left) ? right : left;
  }

  #goesBefore(item: T, first: number, second: number, slot: number): boolean {
    const [others, then] = [this.#firsts[slot] ?? 0, this.#seconds[slot] ?? 0];
    if (first !== others) return first < others;
    return second === then ? this.#compare(item, this.#items[slot] as T) < 0 : second < then;
  }

  #comesAfter(item: T, first: number, second: number, slot: number): boolean {
    const [others, then] = [this.#firsts[slot] ?? 0, this.#seconds[slot] ?? 0];
    if (first !== others) return first > others;
    return second === then ? this.#compare(item, this.#items[slot] as T) > 0 : second > then;
  }
}

function twiceAsLong(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
