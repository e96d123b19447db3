// SPDX-License-Identifier: GPL-2.0-or-later
// Who is woken when, if many wait? One heap of deadlines over one alarm of the clock; what is due at one instant comes together.

import type { Cancel, Clock, Duration, Instant } from './clock.js';
import { BY_TIME, Heap, type InHeap } from './heap.js';

interface Deadline extends InHeap {
  readonly at: Instant;
  readonly order: number;
  /** Nothing: it was taken back. */
  wake: (() => void) | undefined;
}

const KEPT = 1024; // of those taken back, before it is worth while to take them out

/** A clock for many actors of one room. */
export class Deadlines implements Clock {
  readonly #clock: Clock;
  readonly #together: (wakeAll: () => void) => void;
  readonly #heap = new Heap<Deadline>(BY_TIME);
  readonly #slice: Duration;
  #order = 0;
  /** How many of those in the heap were taken back: most deadlines are, and to leave them there costs nothing until their time comes. */
  #takenBack = 0;
  #isBehind = false;
  #armed: { readonly at: Instant; readonly cancel: Cancel } | undefined;

  /**
   * `together` is given what wakes all that are due at an instant, and calls it. What takes longer than `slice` goes on after others have
   * had their turn.
   */
  constructor(clock: Clock, together: (wakeAll: () => void) => void, slice: Duration = Number.POSITIVE_INFINITY) {
    this.#clock = clock;
    this.#together = together;
    this.#slice = slice;
  }

  /** Some of those that are due are still to be woken: `together` will be called again. */
  get isBehind(): boolean {
    return this.#isBehind;
  }

  now(): Instant {
    return this.#clock.now();
  }

  utc(at: Instant): Instant {
    return this.#clock.utc(at);
  }

  drift(): Duration {
    return this.#clock.drift();
  }

  follow(): void {
    this.#clock.follow();
  }

  at(at: Instant, wake: () => void): Cancel {
    const deadline: Deadline = { at, order: this.#order++, wake, slot: -1 };
    this.#heap.add(deadline);
    this.#arm();
    return () => this.#takeBack(deadline);
  }

  /** Nobody is woken any more by what was set. */
  close(): void {
    this.#heap.clear();
    this.#takenBack = 0;
    this.#isBehind = false;
    this.#disarm();
  }

  #takeBack(deadline: Deadline): void {
    if (deadline.slot < 0 || deadline.wake === undefined) return;
    deadline.wake = undefined;
    this.#takenBack++;
    if (this.#takenBack <= KEPT || 2 * this.#takenBack <= this.#heap.size) return;
    this.#heap.keep(({ wake }) => wake !== undefined);
    this.#takenBack = 0;
  }

  /** The first that was not taken back. */
  #first(): Deadline | undefined {
    let first = this.#heap.first;
    for (; first !== undefined && first.wake === undefined; first = this.#heap.first) {
      this.#heap.remove(first);
      this.#takenBack--;
    }
    return first;
  }

  #arm(): void {
    const first = this.#first();
    // An alarm that comes too early finds nothing due and sets the next one: cheaper than to move it for each that is taken back.
    if (first === undefined || (this.#armed !== undefined && this.#armed.at <= first.at)) return;
    this.#disarm();
    this.#armed = { at: first.at, cancel: this.#clock.at(first.at, () => this.#wake()) };
  }

  #disarm(): void {
    this.#armed?.cancel();
    this.#armed = undefined;
  }

  #wake(): void {
    this.#armed = undefined;
    try {
      this.#together(() => this.#wakeDue(this.#clock.now(), this.#order));
    } finally {
      this.#arm();
    }
  }

  /** What is set meanwhile for now comes next time: else two that set each other would never end. */
  #wakeDue(now: Instant, before: number): void {
    this.#isBehind = false;
    for (let next = this.#first(); next !== undefined && next.at <= now; next = this.#first()) {
      if (next.order >= before) return;
      if (this.#clock.now() - now >= this.#slice) {
        this.#isBehind = true;
        return;
      }
      this.#heap.remove(next);
      next.wake?.();
    }
  }
}
