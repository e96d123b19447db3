// SPDX-License-Identifier: GPL-2.0-or-later
// How is a queue? Its figures, for status, console and reception; and, for whoever must see them, the calls that wait.

import type { Duration } from '../kernel/index.js';
import type { QueueTally } from './service-level.js';
import type { WaitingCall } from './waiting-machine.js';

/** A queue's figures: none of them costs more where more wait. */
export interface QueueFigures {
  readonly name: string;
  /** Calls that wait here, those that are being offered among them. */
  readonly waiting: number;
  readonly longestWait: Duration;
  readonly ready: number;
  readonly signedIn: number;
  readonly tally: QueueTally;
}

/** A queue as others see it, with each call that waits, in the order in which they are served. */
export interface QueueSnapshot extends Omit<QueueFigures, 'waiting'> {
  readonly waiting: readonly WaitingCall[];
}
