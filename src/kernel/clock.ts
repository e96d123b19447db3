// SPDX-License-Identifier: GPL-2.0-or-later
// What time is it, and who wakes me? The only file that reads a clock or sets a timer.

import { byItself } from './by-itself.js';

/** Milliseconds since 1970 UTC, as the box counts them (see `SystemClock`). */
export type Instant = number;

/** A length of time in milliseconds. */
export type Duration = number;

/** Ends a timer; calling it late or twice does nothing. */
export type Cancel = () => void;

/** Time as an argument: everything that waits or stamps is given one of these. */
export interface Clock {
  /** Now. Never runs backwards within a process. */
  now(): Instant;
  /**
   * Calls `wake` once when `now()` has reached `at` (at once, but not within this call, when it is past): as the program's own doing,
   * whoever's command set it (`byItself`). Who awaits a `sleep` goes on in his own name.
   */
  at(at: Instant, wake: () => void): Cancel;
  /** An instant of `now()` as people, the disk and calendars have it: the system's UTC as far as it was followed. */
  utc(at: Instant): Instant;
  /** The system's UTC minus ours, in milliseconds; far from 0 means that somebody stepped the system's clock. */
  drift(): Duration;
  /** Takes the system's UTC from now on: `utc` moves by `drift()`. `now()` and what was set by it stay as they are. */
  follow(): void;
}

const LONGEST_TIMEOUT: Duration = 2 ** 31 - 1;

/**
 * The machine's time: UTC read once at the start, then counted by the monotonic clock, so that a stepped system clock
 * neither fires nor delays a deadline.
 */
export class SystemClock implements Clock {
  readonly #system: () => Instant;
  readonly #utcAtStart: Instant;
  readonly #monotonicAtStart = performance.now();
  #ahead: Duration = 0;

  /** `system` reads the system's UTC. */
  constructor(system: () => Instant = Date.now) {
    this.#system = system;
    this.#utcAtStart = system();
  }

  now(): Instant {
    return this.#utcAtStart + (performance.now() - this.#monotonicAtStart);
  }

  at(at: Instant, wake: () => void): Cancel {
    if (at <= this.now()) {
      // The next turn; a timer would come a millisecond later.
      const turn = setImmediate(byItself, wake);
      return () => clearImmediate(turn);
    }
    let timer: NodeJS.Timeout;
    const arm = () => {
      const wait = Math.min(Math.max(0, at - this.now()), LONGEST_TIMEOUT);
      timer = setTimeout(() => (this.now() < at ? arm() : byItself(wake)), Math.ceil(wait));
    };
    arm();
    return () => clearTimeout(timer);
  }

  utc(at: Instant): Instant {
    return at + this.#ahead;
  }

  drift(): Duration {
    return this.#system() - this.utc(this.now());
  }

  follow(): void {
    this.#ahead += this.drift();
  }
}

/**
 * The same clock until the signal aborts; then every alarm that was set through it is cancelled, and none is set any more. What is
 * thrown by who is woken is told to `failed`, if there is one.
 */
export function clockUntil(clock: Clock, signal: AbortSignal, failed?: (error: unknown) => void): Clock {
  const standing = new Set<Cancel>();
  signal.addEventListener('abort', () => {
    for (const cancel of standing) cancel();
    standing.clear();
  });
  return {
    now: () => clock.now(),
    utc: (at) => clock.utc(at),
    drift: () => clock.drift(),
    follow: () => clock.follow(),
    at: (at, wake) => {
      if (signal.aborted) return () => {};
      const cancel = clock.at(at, () => {
        standing.delete(cancel);
        try {
          wake();
        } catch (error) {
          if (failed === undefined) throw error;
          failed(error);
        }
      });
      standing.add(cancel);
      return () => {
        standing.delete(cancel);
        cancel();
      };
    },
  };
}

/** Calls `wake` every `period` from now on until cancelled. */
export function every(clock: Clock, period: Duration, wake: () => void): Cancel {
  let cancel: Cancel;
  const arm = (at: Instant) => {
    cancel = clock.at(at, () => {
      arm(Math.max(at + period, clock.now()));
      wake();
    });
  };
  arm(clock.now() + period);
  return () => cancel();
}

/** Resolves after `wait`; rejects with the signal's reason when it aborts first. */
export function sleep(clock: Clock, wait: Duration, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(signal.reason);
      return;
    }
    const abort = () => {
      cancel();
      reject(signal?.reason);
    };
    const cancel = clock.at(clock.now() + wait, () => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    signal?.addEventListener('abort', abort, { once: true });
  });
}
