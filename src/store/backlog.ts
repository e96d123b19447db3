// SPDX-License-Identifier: GPL-2.0-or-later
// What waits for the disk? Batches in the order in which they were decided, counted in bytes.

import type { Instant } from '../kernel/index.js';
import type { Statement } from './batch.js';
import type { Order } from './order.js';

/** A batch that waits. */
export interface Entry {
  readonly order: Order;
  /** About what it takes of memory. */
  readonly bytes: number;
  readonly since: Instant;
}

const OF_A_STATEMENT = 200; // objects and arrays around its values
const OF_A_VALUE = 16;

/** About what a batch takes of memory, its events with it. */
export function sizeOf(statements: readonly Statement[]): number {
  return statements.reduce((sum, { sql, values }) => sum + OF_A_STATEMENT + sql.length + sizeOfValues(values), 0);
}

function sizeOfValues(values: Statement['values']): number {
  return values.reduce<number>((sum, value) => {
    if (typeof value === 'string') return sum + OF_A_VALUE + 2 * value.length;
    return sum + OF_A_VALUE + (value instanceof Uint8Array ? value.length : 0);
  }, 0);
}

/** The queue before the writer. What is under way counts until it is over. */
export class Backlog<E extends Entry> {
  #waiting: E[] = [];
  #underWay: readonly E[] = [];
  #bytes = 0;

  get length(): number {
    return this.#underWay.length + this.#waiting.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Whether the disk works on some of them. */
  get busy(): boolean {
    return this.#underWay.length > 0;
  }

  /** Since when the oldest waits. */
  get since(): Instant | undefined {
    return (this.#underWay[0] ?? this.#waiting[0])?.since;
  }

  add(entry: E): void {
    this.#bytes += entry.bytes;
    this.#waiting.push(entry);
  }

  /** Before all that wait: what must not be parted from a batch that has just become durable. */
  addFirst(entry: E): void {
    this.#bytes += entry.bytes;
    this.#waiting.unshift(entry);
  }

  /** The next group, at most about so many bytes; nothing while one is under way. */
  take(most: number): readonly E[] {
    if (this.busy) return [];
    let bytes = 0;
    let count = this.#waiting.findIndex((entry) => {
      bytes += entry.bytes;
      return bytes > most;
    });
    if (count < 0) count = this.#waiting.length;
    this.#underWay = this.#waiting.splice(0, Math.max(1, count));
    return this.#underWay;
  }

  /** The group is over; what `isKept` stays before all that came later. Gives the group. */
  over(isKept: (entry: E, index: number) => boolean): readonly E[] {
    const group = this.#underWay;
    const kept = group.filter(isKept);
    this.#underWay = [];
    this.#waiting = kept.length === 0 ? this.#waiting : [...kept, ...this.#waiting];
    const gone = new Set(kept);
    for (const entry of group) if (!gone.has(entry)) this.#bytes -= entry.bytes;
    return group;
  }

  /** Whether it still waits, or is under way. */
  holds(entry: E): boolean {
    return this.#underWay.includes(entry) || this.#waiting.includes(entry);
  }

  /** Takes those out that `isMeant` and that the disk does not work on. */
  remove(isMeant: (entry: E) => boolean): readonly E[] {
    const removed = this.#waiting.filter(isMeant);
    if (removed.length === 0) return removed;
    this.#waiting = this.#waiting.filter((entry) => !isMeant(entry));
    for (const entry of removed) this.#bytes -= entry.bytes;
    return removed;
  }

  /** Takes all out, under way or not. */
  clear(): readonly E[] {
    const all = [...this.#underWay, ...this.#waiting];
    this.#underWay = [];
    this.#waiting = [];
    this.#bytes = 0;
    return all;
  }
}
