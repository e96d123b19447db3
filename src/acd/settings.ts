// SPDX-License-Identifier: GPL-2.0-or-later
// How is a queue run? Names and figures; times in milliseconds.

import type { Destination, StrategyWord } from '../config/index.js';
import type { Duration } from '../kernel/index.js';
import type { Terms } from './people.js';
import { RING_AT_MOST } from './strategies.js';

/**
 * Nobody is left: the last agent has signed out; all who are signed in are on a break; nobody who is signed in can do what is needed, not
 * even when all is given up that will be.
 */
export type Leave = Readonly<Partial<Record<'signedOut' | 'notReady' | 'unskilled', Destination>>>;

/** The settings of a queue. */
export interface QueueSettings {
  readonly name: string;
  /** Who of the idle agents is offered a call. */
  readonly strategy: StrategyWord;
  /** Where the strategy rings all: how many at once. */
  readonly ringAtMost: number;
  /** The word that its draws go by; without one its name. */
  readonly seed?: string | undefined;
  /** How long an agent's telephone rings; then he has missed it. */
  readonly ringTimeout: Duration;
  /** So many offers in a row that he lets ring make an agent not ready; of several queues the smallest counts. */
  readonly misses: number;
  /** What refusing an offer is to an agent: not ready, or a miss as one that he lets ring. */
  readonly declined: 'notReady' | 'missed';
  /** Pause after each call; 0: none. */
  readonly wrapUp: Duration;
  /** By so much in all an agent may make it longer. */
  readonly extendWrapUp: Duration;
  /** After this wait a call overflows. */
  readonly maxWait: Duration;
  /** Whether callers are told their position, at once and then every so often. */
  readonly announce: { readonly position: boolean; readonly every: Duration };
  /** The service level counts calls that were answered within this. */
  readonly serviceLevel: Duration;
  /** Added to the priority of its calls when an agent of several queues becomes free. */
  readonly weight: number;
  /** Where those go who wait when nobody is left for them, by what is missing; nothing: they wait on. */
  readonly leave?: Leave | undefined;
  /** The agents in the order of the file: it decides when nothing else does. */
  readonly agents: readonly string[];
  /** Of those who are its agents on other terms than usual. */
  readonly terms?: ReadonlyMap<string, Terms>;
}

/** What a queue does of which the file tells only the name. */
export const QUEUE_DEFAULTS: Omit<QueueSettings, 'name'> = {
  strategy: 'longestIdle',
  ringAtMost: RING_AT_MOST,
  ringTimeout: 15_000,
  misses: 1,
  declined: 'notReady',
  wrapUp: 15_000,
  extendWrapUp: 300_000,
  maxWait: 300_000,
  announce: { position: true, every: 30_000 },
  serviceLevel: 20_000,
  weight: 0,
  agents: [],
};
