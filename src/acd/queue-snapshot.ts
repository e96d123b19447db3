// SPDX-License-Identifier: GPL-2.0-or-later
// How is a queue? One look at it, for status, console and reception.

import type { Duration, Instant } from '../kernel/index.js';
import { longestWait, type QueueState, type WaitingCall } from './queue-machine.js';
import { averageSpeedOfAnswer, type QueueTally, serviceLevel } from './service-level.js';

/** A queue as others see it. */
export interface QueueSnapshot {
  readonly name: string;
  readonly waiting: readonly WaitingCall[];
  readonly longestWait: Duration;
  readonly ready: number;
  readonly signedIn: number;
  readonly tally: QueueTally;
  readonly serviceLevel: number;
  readonly averageSpeedOfAnswer: Duration;
}

/** A queue's state with its agents counted. */
export function snapshot(
  state: QueueState,
  agents: { readonly ready: number; readonly signedIn: number },
  at: Instant,
): QueueSnapshot {
  const { settings, waiting, tally } = state;
  return {
    name: settings.name,
    waiting,
    longestWait: longestWait(state, at),
    ...agents,
    tally,
    serviceLevel: serviceLevel(tally),
    averageSpeedOfAnswer: averageSpeedOfAnswer(tally),
  };
}
