// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests and lock-step runs move time? By hand, alarm by alarm, so that no timer is jumped over.

import { byItself } from './by-itself.js';
import type { Cancel, Clock, Duration, Instant } from './clock.js';
import { BY_TIME, Heap, type InHeap } from './heap.js';

interface Alarm extends InHeap {
  readonly at: Instant;
  readonly order: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is advanced. Alarms of one instant fire in the order in which they were set. */
export class VirtualClock implements Clock {
  #now: Instant;
  #order = 0;
  #ahead: Duration = 0;
  #drift: Duration = 0;
  readonly #alarms = new Heap<Alarm>(BY_TIME);

  constructor(start: Instant = Date.UTC(2026, 0, 5, 1, 0, 0)) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  at(at: Instant, wake: () => void): Cancel {
    const alarm: Alarm = { at: Math.max(at, this.#now), order: this.#order++, wake, slot: -1 };
    this.#alarms.add(alarm);
    return () => this.#alarms.remove(alarm);
  }

  utc(at: Instant): Instant {
    return at + this.#ahead;
  }

  drift(): Duration {
    return this.#drift;
  }

  follow(): void {
    this.#ahead += this.#drift;
    this.#drift = 0;
  }

  /** Somebody sets the made-up system's clock. */
  step(by: Duration): void {
    this.#drift += by;
  }

  /** When the next alarm is set for; undefined when none is. */
  next(): Instant | undefined {
    return this.#alarms.first?.at;
  }

  /** Moves to `to`, firing each alarm on the way at its own instant. */
  advanceTo(to: Instant): void {
    for (let alarm = this.#alarms.first; alarm && alarm.at <= to; alarm = this.#alarms.first) {
      this.#alarms.remove(alarm);
      this.#now = alarm.at;
      byItself(alarm.wake);
    }
    this.#now = Math.max(this.#now, to);
  }

  /** Moves on by `by` milliseconds; see `advanceTo`. */
  advance(by: number): void {
    this.advanceTo(this.#now + by);
  }
}
