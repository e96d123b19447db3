// SPDX-License-Identifier: GPL-2.0-or-later
// Who is first, and how many are before one, in an order that a hundred thousand may join and leave anywhere? A list in blocks.

const FULL = 512; // of a block: what is moved for one that comes in the middle

/** Items in an order in which no two are equal. */
export class SortedList<T> {
  readonly #compare: (a: T, b: T) => number;
  /** None of them empty, each wholly before the next. */
  readonly #blocks: T[][] = [];
  #size = 0;

  constructor(compare: (a: T, b: T) => number) {
    this.#compare = compare;
  }

  get size(): number {
    return this.#size;
  }

  get first(): T | undefined {
    return this.#blocks[0]?.[0];
  }

  add(item: T): void {
    const before = (other: T) => this.#compare(other, item) < 0;
    const at = this.#blockAfter(before);
    // Who comes after all others goes to the last block's end.
    const index = Math.min(at, Math.max(0, this.#blocks.length - 1));
    const block = this.#blocks[index];
    this.#size++;
    if (block === undefined) {
      this.#blocks.push([item]);
      return;
    }
    block.splice(countWhile(block, before), 0, item);
    if (block.length > FULL) this.#blocks.splice(index + 1, 0, block.splice(FULL / 2));
  }

  /** Takes an item out; false when it is not here. */
  delete(item: T): boolean {
    if (this.first === item) return this.#deleteFirst();
    const before = (other: T) => this.#compare(other, item) < 0;
    const index = this.#blockAfter(before);
    const block = this.#blocks[index];
    if (block === undefined) return false;
    const place = countWhile(block, before);
    if (block[place] !== item) return false;
    if (block.length === 1) this.#blocks.splice(index, 1);
    else block.splice(place, 1);
    this.#size--;
    return true;
  }

  #deleteFirst(): true {
    const [block] = this.#blocks;
    block?.shift();
    if (block?.length === 0) this.#blocks.shift();
    this.#size--;
    return true;
  }

  /** How many of the items, from the first on, are before something; `isBefore` says so of each, and never again after it has denied it. */
  countBefore(isBefore: (item: T) => boolean): number {
    const index = this.#blockAfter(isBefore);
    let count = 0;
    for (let i = 0; i < index; i++) count += this.#blocks[i]?.length ?? 0;
    return count + countWhile(this.#blocks[index] ?? [], isBefore);
  }

  /** The first of which this is true. */
  find(isIt: (item: T) => boolean): T | undefined {
    for (const block of this.#blocks) for (const item of block) if (isIt(item)) return item;
    return undefined;
  }

  /** The items after the first `skipped`. */
  *from(skipped: number): IterableIterator<T> {
    let rest = skipped;
    for (const block of this.#blocks) {
      if (rest < block.length) yield* rest === 0 ? block : block.slice(rest);
      rest = Math.max(0, rest - block.length);
    }
  }

  *[Symbol.iterator](): IterableIterator<T> {
    for (const block of this.#blocks) yield* block;
  }

  /** The first block whose last item is not before it; past the end when there is none. */
  #blockAfter(isBefore: (item: T) => boolean): number {
    return countWhile(this.#blocks, (block) => isBefore(block.at(-1) as T));
  }
}

/** The length of the beginning of which `holds` is true; it is never true after that. */
function countWhile<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
