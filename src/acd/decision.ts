// SPDX-License-Identifier: GPL-2.0-or-later
// Why was this agent offered the call, and not another? What was compared, of the winner and the next; and of the others how many, by reason.

import type { Instant } from '../kernel/index.js';

/** An agent with what was compared of him; times in milliseconds, places from 1. */
export interface Considered {
  readonly agent: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** How one offer came about. Its size is bounded, however many agents the queue has. */
export interface Decision {
  readonly offer: string;
  readonly call: string;
  readonly queue: string;
  readonly strategy: string;
  readonly at: Instant;
  /** How often the call had been offered before. */
  readonly nth: number;
  readonly winner: Considered;
  /** Who would have been next, in order; five at most. */
  readonly next: readonly Considered[];
  /** How many more could have been asked. */
  readonly further: number;
  /** How many agents of the queue could not, by reason. */
  readonly others: Readonly<Partial<Record<string, number>>>;
}
