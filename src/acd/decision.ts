// SPDX-License-Identifier: GPL-2.0-or-later
// Why was this agent offered the call, and not another? What was compared, of the winner and the next; and of the others how many, by reason.

import type { StrategyWord } from '../config/index.js';
import type { Instant } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';
import type { Made } from './matching.js';
import type { Seat } from './people.js';
import { fits, type QueueIndex } from './queue-index.js';
import { chainFigures, type Figures } from './strategies.js';

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

const NEXT = 5;

/** What can be said of a pair that has just been made; looks at every agent of the queue once. */
export function explained(made: Made, queue: QueueIndex, stateOf: (agent: string) => AgentState['name']): Explanation {
  const { agent, question, seat, known } = made;
  const { compare, figures } = queue.strategy;
  const next: Seat[] = [];
  const others: Partial<Record<NotAsked, number>> = {};
  let further = 0;
  const passed = (other: Seat): NotAsked | undefined => {
    if (seat === undefined) return 'notHim';
    if (other.slot < 0) return whatHeDoes(stateOf(other.who.agent));
    if (fits(other, known)) return undefined;
    return other.who.abilities.suffice(known.needs, known.profile) ? 'penalty' : 'skill';
  };
  for (const other of queue.members) {
    if (other.who.agent === agent) continue;
    const reason = passed(other);
    if (reason !== undefined) {
      others[reason] = (others[reason] ?? 0) + 1;
      continue;
    }
    const last = next[NEXT - 1];
    if (last !== undefined && compare(other, last, question) > 0) further++;
    else if (insert(next, other, (a, b) => compare(a, b, question)) > NEXT) {
      next.pop();
      further++;
    }
  }
  const considered = (one: Seat): Considered => {
    return { agent: one.who.agent, figures: { ...figures(one, question), ...chainFigures(one, question) } };
  };
  const winner = seat === undefined ? { agent, figures: {} } : considered(seat);
  return { nth: question.nth, winner, next: next.map(considered), further, others };
}

/** The whole of it. */
export function decisionOf(offer: string, strategy: StrategyWord, made: Made, explanation: Explanation): Decision {
  const { call, queue, question } = made;
  const seed = strategy === 'weightedRandom' ? { seed: question.seed } : {};
  return { offer, call, queue, strategy, at: question.now, ...seed, ...explanation };
}

/** Puts one at his place; gives how many there are now. */
function insert(seats: Seat[], seat: Seat, compare: (a: Seat, b: Seat) => number): number {
  const place = seats.findIndex((other) => compare(seat, other) < 0);
  seats.splice(place < 0 ? seats.length : place, 0, seat);
  return seats.length;
}

/** Who is ready and yet not to be had is being dealt with at this very instant. */
function whatHeDoes(state: AgentState['name']): NotAsked {
  return state === 'ready' ? 'busy' : state;
}
