// SPDX-License-Identifier: GPL-2.0-or-later
// Why was this agent offered the call, and not another? What was compared, of the winner and the next; and of the others how many, by reason.

import type { StrategyWord } from '../config/index.js';
import type { Instant } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';
import type { Made } from './matched.js';
import type { Seat } from './people.js';
import type { QueueIndex } from './queue-index.js';
import { STATE_NAMES } from './state-counts.js';
import { type Figures, figuresOf } from './strategies.js';

/**
 * Why an agent of the queue was not among those who were compared: what he was doing; a skill that he has not; a penalty above that of
 * those who are being rung, or above what the call has come to; the call being for another one alone.
 */
export type NotAsked = Exclude<AgentState['name'], 'ready'> | 'skill' | 'penalty' | 'notHim';

/** An agent with what was compared of him; times in milliseconds, places from 1. */
export interface Considered {
  readonly agent: string;
  readonly figures: Figures;
}

/** How one offer came about. Its size is bounded, however many agents the queue has. */
export interface Decision {
  readonly offer: string;
  readonly call: string;
  readonly queue: string;
  readonly strategy: StrategyWord;
  readonly at: Instant;
  /** How often the call had been offered before. */
  readonly nth: number;
  /** The word that the draw went by, where there was one. */
  readonly seed?: string;
  readonly winner: Considered;
  /** Who would have been next, in order; five at most. */
  readonly next: readonly Considered[];
  /** How many more could have been asked. */
  readonly further: number;
  /** How many agents of the queue could not, by reason. */
  readonly others: Readonly<Partial<Record<NotAsked, number>>>;
}

/** What matching knows of it. */
export type Explanation = Pick<Decision, 'nth' | 'winner' | 'next' | 'further' | 'others'>;

/** What can be said of a pair that has just been made. Of those who are not idle nobody is looked at: they are counted as they change. */
export function explained(made: Made, queue: QueueIndex, hisState: AgentState['name']): Explanation {
  const { agent, question, seat, known } = made;
  const { nth } = question;
  const members = queue.members.length - Number(queue.has(agent));
  if (seat === undefined) {
    const others = members > 0 ? { notHim: members } : {};
    return { nth, winner: { agent, figures: {} }, next: [], further: 0, others };
  }
  const considered = (one: Seat): Considered => {
    return { agent: one.who.agent, figures: figuresOf(queue.strategy, one, question) };
  };
  const { next, fit, barred } = queue.runnersUp(known);
  const others = occupied(queue, hisState);
  const unable = queue.idle.size - fit - barred;
  if (unable > 0) others.skill = unable;
  if (barred > 0) others.penalty = barred;
  return {
    nth,
    winner: considered(seat),
    next: next.map(considered),
    further: fit - next.length,
    others,
  };
}

/** What the agents do who are not idle, but for the winner; who is ready and yet not to be had is being dealt with at this very instant. */
function occupied({ states, idle }: QueueIndex, hisState: AgentState['name']): Partial<Record<NotAsked, number>> {
  const counts: Partial<Record<NotAsked, number>> = {};
  let busy = 0;
  for (let number = 0; number < STATE_NAMES.length; number++) {
    const state = STATE_NAMES[number] ?? 'busy';
    const others = (states[number] ?? 0) - Number(state === hisState);
    if (state === 'ready') busy += others - idle.size;
    else if (state === 'busy') busy += others;
    else if (others > 0) counts[state] = others;
  }
  if (busy > 0) counts.busy = busy;
  return counts;
}

/** The whole of it. */
export function decisionOf(offer: string, strategy: StrategyWord, made: Made, explanation: Explanation): Decision {
  const { call, queue, question } = made;
  const { nth, winner, next, further, others } = explanation;
  const at = question.now;
  // Written out: it is made for every offer, and to spread it costs more than all that is compared for it.
  if (strategy !== 'weightedRandom') return { offer, call, queue, strategy, at, nth, winner, next, further, others };
  return { offer, call, queue, strategy, at, seed: question.seed, nth, winner, next, further, others };
}
