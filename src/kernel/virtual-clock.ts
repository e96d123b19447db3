// SPDX-License-Identifier: GPL-2.0-or-later
// How do tests and lock-step runs move time? By hand, alarm by alarm, so that no timer is jumped over.

import type { Cancel, Clock, Duration, Instant } from './clock.js';

interface Alarm {
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
  readonly #alarms: Alarm[] = [];

  constructor(start: Instant = Date.UTC(2026, 0, 5, 1, 0, 0)) {
    this.#now = start;
  }

  now(): Instant {
    return this.#now;
  }

  at(at: Instant, wake: () => void): Cancel {
    const alarm: Alarm = { at: Math.max(at, this.#now), order: this.#order++, wake };
    let index = this.#alarms.findIndex((other) => other.at > alarm.at);
    if (index < 0) index = this.#alarms.length;
    this.#alarms.splice(index, 0, alarm);
    return () => {
      const place = this.#alarms.indexOf(alarm);
      if (place >= 0) this.#alarms.splice(place, 1);
    };
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
    return this.#alarms[0]?.at;
  }

  /** Moves to `to`, firing each alarm on the way at its own instant. */
  advanceTo(to: Instant): void {
    for (let alarm = this.#alarms[0]; alarm && alarm.at <= to; alarm = this.#alarms[0]) {
      this.#alarms.shift();
      this.#now = alarm.at;
      alarm.wake();
    }
    this.#now = Math.max(this.#now, to);
  }

  /** Moves on by `by` milliseconds; see `advanceTo`. */
  advance(by: number): void {
    this.advanceTo(this.#now + by);
  }
}
