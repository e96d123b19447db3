// SPDX-License-Identifier: GPL-2.0-or-later
// What became of the promises of a time, and what was done in it for promises of any time?

import type { Instant } from '../kernel/index.js';
import type { CallbackCounts } from './figures.js';
import { isIn, type Period } from './metrics.js';

/** What is looked at of a request. `captures` 0: its only capture was taken back, and nothing was promised. */
export interface Promised {
  readonly createdAt: Instant;
  readonly closedAt: Instant | null;
  readonly state: string;
  readonly reason: string | null;
  readonly captures: number;
  /** By which its first caller came. */
  readonly accessNumber?: string | null;
}

/** What is looked at of an attempt. */
export interface Attempted {
  readonly startedAt: Instant;
  readonly reachedAt: Instant | null;
  readonly confirmedAt: Instant | null;
  readonly outcome: string | null;
  /** 1: dialled ahead of agents, for nobody in particular. */
  readonly direct: number;
}

type Sums = {
  -readonly [Key in keyof CallbackCounts]: CallbackCounts[Key] extends number ? number : Record<string, number>;
};

/** Counts promises where they were made, further calls and attempts where they came. */
export class CallbackSums {
  readonly #period: Period;
  readonly #promisedBy: (promise: Promised) => Instant;
  readonly #sums: Sums = {
    created: 0,
    connected: 0,
    connectedInTime: 0,
    failed: 0,
    open: 0,
    reasons: {},
    merged: 0,
    attempted: 0,
    reached: 0,
    confirmed: 0,
    dialledAhead: 0,
    connectedAhead: 0,
    abandonedAhead: 0,
    outcomes: {},
  };

  /** `promisedBy`: until when a promise is kept in time. */
  constructor(period: Period, promisedBy: (promise: Promised) => Instant) {
    this.#period = period;
    this.#promisedBy = promisedBy;
  }

  promised(promise: Promised): void {
    const { createdAt, closedAt, state, reason, captures } = promise;
    if (captures === 0 || !isIn(createdAt, this.#period)) return;
    const sums = this.#sums;
    sums.created++;
    if (closedAt === null) sums.open++;
    else if (state === 'givenUp') {
      sums.failed++;
      count(sums.reasons, reason ?? 'unspecified');
    } else {
      sums.connected++;
      if (closedAt <= this.#promisedBy(promise)) sums.connectedInTime++;
    }
  }

  /** A number was taken whose promise was open already. */
  merged(at: Instant): void {
    if (isIn(at, this.#period)) this.#sums.merged++;
  }

  attempted({ startedAt, reachedAt, confirmedAt, outcome, direct }: Attempted): void {
    if (!isIn(startedAt, this.#period)) return;
    const sums = this.#sums;
    sums.attempted++;
    if (reachedAt !== null) sums.reached++;
    if (confirmedAt !== null) sums.confirmed++;
    count(sums.outcomes, outcome ?? 'inProgress');
    if (direct !== 1) return;
    sums.dialledAhead++;
    if (reachedAt !== null && outcome === 'connected') sums.connectedAhead++;
    if (reachedAt !== null && outcome === 'dropped') sums.abandonedAhead++;
  }

  get counts(): CallbackCounts {
    return this.#sums;
  }
}

function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
