// SPDX-License-Identifier: GPL-2.0-or-later
// An offer was not accepted: how did it end, and what follows for the agent? One table; docs/distribution.md prints it.

/** How an offer ends that is not accepted. */
export const OFFER_OUTCOMES = ['timedOut', 'declined', 'busy', 'failed', 'answeredElsewhere', 'withdrawn'] as const;
export type OfferEnd = (typeof OFFER_OUTCOMES)[number];

/** What an outcome means for the agent; for the caller each means the same: he keeps his place, and the next agent is asked at once. */
export interface Consequence {
  /**
   * `missed`: not ready after so many in a row as his queues allow; before that ready, and idle from now on. `notReady`: until he is ready
   * again. `busy`: not asked until his line tells that it is free, or for a while where it tells nothing. `outOfService`: not asked until
   * his line tells that it works; not ready where it tells nothing. `asBefore`: ready.
   */
  readonly agent: 'missed' | 'notReady' | 'busy' | 'outOfService' | 'asBefore';
  /** Counts among the misses in a row. */
  readonly counts: boolean;
  /** What he was idle before still counts for him. */
  readonly keepsIdle: boolean;
}

export const CONSEQUENCES: Readonly<Record<OfferEnd, Consequence>> = {
  timedOut: { agent: 'missed', counts: true, keepsIdle: false },
  declined: { agent: 'notReady', counts: false, keepsIdle: false },
  busy: { agent: 'busy', counts: false, keepsIdle: true },
  failed: { agent: 'outOfService', counts: false, keepsIdle: true },
  answeredElsewhere: { agent: 'asBefore', counts: false, keepsIdle: true },
  withdrawn: { agent: 'asBefore', counts: false, keepsIdle: true },
};
