// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the idle agents is offered a call? A strategy says which of two goes first, and never what came before.

import type { Instant } from '../kernel/index.js';
import type { AgentSums } from './agent-sums.js';
import type { Need, Skills } from './needs.js';

/** An idle agent as a queue sees him. */
export interface Candidate {
  readonly who: {
    readonly agent: string;
    /** How long he has been idle. */
    readonly since: Instant;
    readonly sums: AgentSums;
    readonly skills: Skills;
  };
  /** His place in the queue's list. */
  readonly place: number;
}

/** How a queue chooses. */
export interface Strategy {
  /** How many agents may be rung for one call at the same time. */
  readonly atOnce: number;
  /** Whether two agents may change order as time goes by, and whether their order depends on what the call needs. */
  readonly ages: boolean;
  readonly byNeeds: boolean;
  /** Negative: `a` is offered the call before `b`. Never 0 for two agents; it looks at nothing but what it is given. */
  compare(a: Candidate, b: Candidate, now: Instant, needs: readonly Need[]): number;
}

/** Who has been idle longest; of those, who has had fewest calls; then who stands first in the queue's list; then by id. */
export const LONGEST_IDLE: Strategy = {
  atOnce: 1,
  ages: false,
  byNeeds: false,
  compare: (a, b) =>
    a.who.since - b.who.since ||
    a.who.sums.handled - b.who.sums.handled ||
    a.place - b.place ||
    (a.who.agent < b.who.agent ? -1 : 1),
};

/** The strategies by the word of the configuration. */
export type Strategies = Readonly<Record<'longestIdle', Strategy>>;

export const STRATEGIES: Strategies = { longestIdle: LONGEST_IDLE };
