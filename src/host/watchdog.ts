// SPDX-License-Identifier: GPL-2.0-or-later
// Does the box deserve to live on? A beat only while media and signalling move and the store answers; JavaScript's is the beat.

import type { Logger } from 'pino';
import type { Pulse } from '../engine/index.js';
import { type Cancel, type Clock, type Duration, every } from '../kernel/index.js';

export interface WatchdogOptions {
  readonly clock: Clock;
  readonly log: Logger;
  /** Within this time somebody wants a beat, or he kills the box. */
  readonly limit: Duration;
  readonly pulse: () => Promise<Pulse>;
  readonly beat: () => void;
}

/** The signalling thread turns once a second at least: a shorter look could find it where it was. */
const SHORTEST: Duration = 1_500;

/**
 * Looks three times within the limit. What stands still gets no beat: not a media thread that a driver keeps, not a
 * signalling thread, not a writer that does not answer. It is not an opinion about calls.
 */
export class Watchdog {
  readonly #options: WatchdogOptions;
  readonly #end: Cancel;
  #last: Pulse | undefined;
  #asking = false;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#end = every(options.clock, Math.max(SHORTEST, options.limit / 3), () => this.#lookNow());
    this.#lookNow();
  }

  close(): void {
    this.#end();
  }

  #lookNow(): void {
    const { log } = this.#options;
    this.#look().catch((error: unknown) => log.error({ err: error }, 'the watchdog cannot look: no beat'));
  }

  async #look(): Promise<void> {
    const { log, pulse, beat } = this.#options;
    if (this.#asking) return log.error('the store does not answer: no beat for the watchdog');
    this.#asking = true;
    try {
      const [last, now] = [this.#last, await pulse()];
      this.#last = now;
      if (last === undefined) return;
      const still = standing(last, now);
      if (still === undefined) beat();
      else log.error(now, `the ${still} thread stands still: no beat for the watchdog`);
    } catch (error) {
      log.error({ err: error }, 'the store cannot write: no beat for the watchdog');
    } finally {
      this.#asking = false;
    }
  }
}

/** Which thread has not moved between two pulses, if any. */
function standing(last: Pulse, now: Pulse): string | undefined {
  if (now.ticks === last.ticks) return 'media';
  return now.signallingTurns === last.signallingTurns ? 'signalling' : undefined;
}
