// SPDX-License-Identifier: GPL-2.0-or-later
// How many requests may be put in for one number, and by one person or program? Over restarts, too.

import type { Duration, Instant } from '../kernel/index.js';

/** So many in any stretch of time as long as this. */
export interface CreationLimit {
  readonly requests: number;
  readonly within: Duration;
}

export interface CreationSettings {
  readonly perNumber: CreationLimit;
  readonly perSource: CreationLimit;
}

/** Somebody has put in a request. */
export interface PutIn {
  readonly number: string;
  /** The person or program. */
  readonly by: string;
  readonly at: Instant;
}

/** Counts what was put in. */
export class CreationLimits {
  readonly #byNumber = new Map<string, Instant[]>();
  readonly #bySource = new Map<string, Instant[]>();
  #swept: Instant = 0;

  /** `earlier`: what was put in before, the oldest first. */
  constructor(earlier: Iterable<PutIn> = []) {
    for (const { number, by, at } of earlier) this.note(number, by, at);
  }

  /** Which limit one more would break. */
  reached(number: string, source: string, settings: CreationSettings, at: Instant): keyof CreationSettings | undefined {
    this.#sweep(settings, at);
    if (isFull(this.#byNumber.get(number), settings.perNumber, at)) return 'perNumber';
    return isFull(this.#bySource.get(source), settings.perSource, at) ? 'perSource' : undefined;
  }

  note(number: string, source: string, at: Instant): void {
    add(this.#byNumber, number, at);
    add(this.#bySource, source, at);
  }

  /** Once an hour, what no limit looks back to is forgotten. */
  #sweep({ perNumber, perSource }: CreationSettings, at: Instant): void {
    if (at - this.#swept < 3_600_000) return;
    this.#swept = at;
    for (const [times, { within }] of [
      [this.#byNumber, perNumber],
      [this.#bySource, perSource],
    ] as const) {
      for (const [key, all] of times) {
        const young = all.filter((time) => at - time < within);
        if (young.length === 0) times.delete(key);
        else times.set(key, young);
      }
    }
  }
}

/** Times are in their order: only the one that must be out of the stretch is looked at. */
function isFull(times: readonly Instant[] | undefined, { requests, within }: CreationLimit, at: Instant): boolean {
  const oldest = times?.at(-requests);
  return oldest !== undefined && at - oldest < within;
}

function add(times: Map<string, Instant[]>, key: string, at: Instant): void {
  const all = times.get(key);
  if (all === undefined) times.set(key, [at]);
  else all.push(at);
}
