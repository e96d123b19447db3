// SPDX-License-Identifier: GPL-2.0-or-later
// What is given to matching, and what comes of it? Calls, queues, and pairs with what they were decided by.

import type { Instant } from '../kernel/index.js';
import type { CallClass } from './call-class.js';
import type { Need } from './needs.js';
import type { Seat, Terms } from './people.js';
import type { Question } from './question.js';
import type { Strategy } from './strategies.js';

/** A call that waits, as far as matching goes. */
export interface ToMatch {
  readonly call: string;
  readonly priority: number;
  readonly enqueuedAt: Instant;
  /** At least one; at equal claims the first goes first. */
  readonly queues: readonly string[];
  readonly needs: readonly Need[];
  /** Seats above this penalty are not for it; undefined: all are. */
  readonly penalty?: number | undefined;
  /** Only this agent will do, whatever his queues and skills, reserved or not. */
  readonly only?: string | undefined;
}

/** A queue's part in matching. */
export interface MatchedQueue {
  readonly name: string;
  readonly strategy: Strategy;
  readonly agents: readonly string[];
  readonly weight?: number;
  /** Of those who are members on other terms than usual. */
  readonly terms?: ReadonlyMap<string, Terms>;
  /** The word that draws go by; its name. */
  readonly seed?: string | undefined;
}

/** A call, an agent, and the queue that brought them together. */
export interface Pair {
  readonly call: string;
  readonly queue: string;
  readonly agent: string;
}

/** The same with what it was decided by. */
export interface Made extends Pair {
  readonly question: Question;
  /** Where he sits in the queue; nothing: the call was for him alone. */
  readonly seat: Seat | undefined;
  /** The class of the call: what was asked of him. */
  readonly known: CallClass;
}
