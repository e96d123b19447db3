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
    if (slot < end) this.#move(end, slot);
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
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

  /** What lies at one place lies at the other, too, and is about to be forgotten at the first. */
  #move(from: number, to: number): void {
    const item = this.#items[from] as T;
    item.slot = to;
    this.#items[to] = item;
    this.#firsts[to] = this.#firsts[from] ?? 0;
    this.#seconds[to] = this.#seconds[from] ?? 0;
  }

  /** Places are told, not the numbers that lie there: V8 makes an object of each instant that a function is given. */
  #swap(a: number, b: number): void {
    const item = this.#items[a] as T;
    const first = this.#firsts[a] ?? 0;
    const second = this.#seconds[a] ?? 0;
    this.#move(b, a);
    item.slot = b;
    this.#items[b] = item;
    this.#firsts[b] = first;
    this.#seconds[b] = second;
  }

  #rise(item: T): void {
    for (let { slot } = item; slot > 0; ) {
      const above = (slot - 1) >> 1;
      if (!this.#goesBefore(slot, above)) return;
      this.#swap(slot, above);
      slot = above;
    }
  }

  #sink(item: T): void {
    for (let { slot } = item; 2 * slot + 1 < this.#items.length; ) {
      const child = this.#firstOf(2 * slot + 1);
      if (!this.#goesBefore(child, slot)) return;
      this.#swap(slot, child);
      slot = child;
    }
  }

  /** At which place of the two side by side from here on the one lies that comes first. */
  #firstOf(left: number): number {
    const right = left + 1;
    return right < this.#items.length && this.#goesBefore(right, left) ? right : left;
  }

  #goesBefore(a: number, b: number): boolean {
    const first = this.#firsts[a] ?? 0;
    const others = this.#firsts[b] ?? 0;
    if (first !== others) return first < others;
    const second = this.#seconds[a] ?? 0;
    const then = this.#seconds[b] ?? 0;
    return second === then ? this.#compare(this.#items[a] as T, this.#items[b] as T) < 0 : second < then;
  }
}

function twiceAsLong(numbers: Float64Array): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(2 * numbers.length);
  longer.set(numbers);
  return longer;
}
