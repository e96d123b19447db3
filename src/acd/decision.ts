// SPDX-License-Identifier: GPL-2.0-or-later
// Why was a call offered to this agent? What was compared of him and of the next five, and why others were not asked.

import type { Instant } from '../kernel/index.js';

/** An agent who was asked, and what the strategy compared of him, by name; times in milliseconds. */
export interface Compared {
  readonly agent: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** A call that is offered to an agent. */
export interface Decision {
  readonly call: string;
  readonly queue: string;
  readonly strategy: string;
  readonly at: Instant;
  readonly winner: Compared;
  /** The next five, in their order. */
  readonly next: readonly Compared[];
  /** How many agents of the queue were not asked, by reason: notReady, busy, talking, wrapUp, ringing, reserved, skill, penalty ... */
  readonly notAsked: Readonly<Record<string, number>>;
}
