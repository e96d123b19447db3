// SPDX-License-Identifier: GPL-2.0-or-later
// Which of the idle agents is offered a call? A strategy says which of two goes first, and never what came before.

import type { StrategyWord } from '../config/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { AgentSums } from './agent-sums.js';
import { type Need, type Skills, SUMS } from './needs.js';
import type { Question } from './question.js';
import { compareShares } from './ratios.js';

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
  /** Who has less is asked first, before anything else is compared. */
  readonly penalty: number;
  /** His part in a draw. */
  readonly weight: number;
}

/** What a strategy compared of an agent, by name; times in milliseconds. */
export type Figures = Readonly<Record<string, number>>;
type Told = Record<string, number>;

/** How a queue chooses. */
export interface Strategy {
  /** How many agents may be rung for one call at the same time. */
  readonly atOnce: number;
  /** Whether two agents may change order as time goes by, and whether from call to call. */
  readonly ages: boolean;
  readonly byCall: boolean;
  /** The first goes by places alone, after the penalty: from the list's beginning, or round from who was offered a call last. */
  readonly inPlaces?: 'list' | 'round';
  /** The first goes by the levels for the needs before all else, after the penalty. */
  readonly byLevels?: 'highest' | 'lowest';
  /** Negative: `a` is offered the call before `b`. Never 0 for two agents; it looks at nothing but what it is given. */
  compare(a: Candidate, b: Candidate, question: Question): number;
  /**
   * Its first rung as one number, the least of which goes first; where it is told two agents need not be compared by it, which costs more.
   * Equal ones are compared.
   */
  first?(candidate: Candidate, question: Question): number;
  /** Adds what it looked at before the chain that decides between equals. */
  tell(candidate: Candidate, question: Question, figures: Told): void;
}

/** One thing that is compared; 0: it does not decide. */
type Rung = (a: Candidate, b: Candidate, question: Question) => number;

/** How long he has been idle, this time. */
export function idleFor({ who }: Candidate, { now }: Question): Duration {
  return Math.max(0, now - who.since);
}

/** How long he has been idle in all, and signed in: since he signed in or the day began. */
export function idleInAll({ who: { since, sums } }: Candidate, { now }: Question): Duration {
  return sums.idled + Math.max(0, now - Math.max(since, sums.from));
}

export function signedInFor({ who: { sums } }: Candidate, { now }: Question): Duration {
  return Math.max(0, now - sums.from);
}

/** The least level of what the call needs, and the sum of them. */
export function levelsOf({ who: { skills } }: Candidate, needs: readonly Need[]): { least: number; sum: number } {
  let [least, sum] = [needs.length === 0 ? 0 : Number.POSITIVE_INFINITY, 0];
  for (const { skill } of needs) {
    const level = skills[skill] ?? 0;
    least = Math.min(least, level);
    sum += level;
  }
  return { least, sum };
}

const longestIdle: Rung = (a, b) => a.who.since - b.who.since;
const fewestCalls: Rung = (a, b) => a.who.sums.handled - b.who.sums.handled;
const inOrder: Rung = (a, b) => a.place - b.place;
const byId: Rung = (a, b) => (a.who.agent < b.who.agent ? -1 : 1);

/** Who has just signed in has been idle all the time, and has not talked. */
const idleRatio: Rung = (a, b, question) => {
  const [one, other] = [signedInFor(a, question), signedInFor(b, question)];
  const [idle, others] = [one === 0 ? 1 : idleInAll(a, question), other === 0 ? 1 : idleInAll(b, question)];
  return compareShares(others, other || 1, idle, one || 1);
};

const talkRatio: Rung = (a, b, question) => {
  const [one, other] = [signedInFor(a, question), signedInFor(b, question)];
  return compareShares(one && a.who.sums.talked, one || 1, other && b.who.sums.talked, other || 1);
};

/**
 * The same two as one number each. It is rounded, but all alike: who has the greater share never has the lesser number, and those of one
 * number are compared in whole ones.
 */
function idleShare(one: Candidate, question: Question): number {
  const signedIn = signedInFor(one, question);
  return signedIn === 0 ? 1 : idleInAll(one, question) / signedIn;
}

function talkShare(one: Candidate, question: Question): number {
  return one.who.sums.talked / (signedInFor(one, question) || Number.POSITIVE_INFINITY);
}

const leastTalk: Rung = (a, b) => a.who.sums.talked - b.who.sums.talked;

const lowestSkill: Rung = (a, b, { needs }) => {
  const [one, other] = [levelsOf(a, needs), levelsOf(b, needs)];
  return one.least - other.least || one.sum - other.sum;
};

/** The least level, then the sum, in one number. */
function levelsAsOne(candidate: Candidate, { needs }: Question): number {
  const { least, sum } = levelsOf(candidate, needs);
  return least * SUMS + sum;
}

/** Who stands behind the one who was offered a call last, and then from the beginning. */
const nextInCircle: Rung = (a, b, { after }) => Number(a.place <= after) - Number(b.place <= after);

/** -ln(chance) / weight: the least of them wins as often as his weight has part in the sum of all (A. Efraimidis, P. Spirakis, 2006). */
export function drawOf({ who, weight }: Candidate, question: Question): number {
  return -Math.log(question.chance(who.agent)) / weight;
}

const leastDraw: Rung = (a, b, question) => drawOf(a, question) - drawOf(b, question);

/** Who is idle longest; then who has had fewest calls; then the queue's list; then the id: the same for all, so that a run can be repeated. */
const CHAIN: readonly Rung[] = [longestIdle, fewestCalls, inOrder, byId];

/** The penalty, then these one after the other. */
function inTurn(...rungs: readonly Rung[]): Rung {
  return (a, b, question) => {
    if (a.penalty !== b.penalty) return a.penalty - b.penalty;
    let order = 0;
    for (let i = 0; i < rungs.length && order === 0; i++) order = rungs[i]?.(a, b, question) ?? 0;
    return order;
  };
}

const usual = { atOnce: 1, ages: false, byCall: false, tell: () => {} } satisfies Partial<Strategy>;

/** What a strategy compared of an agent, and what the chain goes by whatever the strategy. */
export function figuresOf(strategy: Strategy, candidate: Candidate, question: Question): Figures {
  const { place, penalty, who } = candidate;
  const figures: Told = {};
  strategy.tell(candidate, question, figures);
  if (penalty !== 0) figures['penalty'] = penalty;
  figures['idle'] = idleFor(candidate, question);
  figures['handled'] = who.sums.handled;
  figures['place'] = place + 1;
  return figures;
}

/** Who has been idle longest; of those, who has had fewest calls; then who stands first in the queue's list; then by id. */
export const LONGEST_IDLE: Strategy = { ...usual, first: ({ who }) => who.since, compare: inTurn(...CHAIN) };

/** The strategies by the word of the configuration. */
export type Strategies = Readonly<Record<StrategyWord, Strategy>>;

/** At most so many are rung at once. */
export const RING_AT_MOST = 30;

export const STRATEGIES: Strategies = {
  longestIdle: LONGEST_IDLE,
  balanced: LONGEST_IDLE,
  idleRatio: {
    ...usual,
    ages: true,
    first: (one, question) => -idleShare(one, question),
    compare: inTurn(idleRatio, ...CHAIN),
    tell: (one, question, figures) => {
      figures['idleInAll'] = idleInAll(one, question);
      figures['signedIn'] = signedInFor(one, question);
    },
  },
  leastTalk: {
    ...usual,
    first: ({ who }) => who.sums.talked,
    compare: inTurn(leastTalk, ...CHAIN),
    tell: ({ who }, _, figures) => {
      figures['talked'] = who.sums.talked;
    },
  },
  leastTalkRatio: {
    ...usual,
    ages: true,
    first: talkShare,
    compare: inTurn(talkRatio, ...CHAIN),
    tell: (one, question, figures) => {
      figures['talked'] = one.who.sums.talked;
      figures['signedIn'] = signedInFor(one, question);
    },
  },
  fewestCalls: {
    ...usual,
    first: ({ who }) => who.sums.handled,
    compare: inTurn(fewestCalls, longestIdle, inOrder, byId),
  },
  highestSkill: {
    ...usual,
    byCall: true,
    byLevels: 'highest',
    first: (one, question) => -levelsAsOne(one, question),
    compare: inTurn((a, b, question) => lowestSkill(b, a, question), ...CHAIN),
    tell: tellLevels,
  },
  lowestSkill: {
    ...usual,
    byCall: true,
    byLevels: 'lowest',
    first: levelsAsOne,
    compare: inTurn(lowestSkill, ...CHAIN),
    tell: tellLevels,
  },
  circular: {
    ...usual,
    byCall: true,
    inPlaces: 'round',
    compare: inTurn(nextInCircle, inOrder, byId),
    tell: (_, { after }, figures) => {
      figures['after'] = after + 1;
    },
  },
  ringAll: { ...LONGEST_IDLE, atOnce: RING_AT_MOST },
  linear: { ...usual, inPlaces: 'list', compare: inTurn(inOrder, byId) },
  weightedRandom: {
    ...usual,
    byCall: true,
    first: drawOf,
    compare: inTurn(leastDraw, ...CHAIN),
    tell: (one, question, figures) => {
      figures['weight'] = one.weight;
      figures['draw'] = drawOf(one, question);
    },
  },
};

/** The words of the configuration. */
export const STRATEGY_WORDS = Object.keys(STRATEGIES) as readonly StrategyWord[];

function tellLevels(candidate: Candidate, { needs }: Question, figures: Told): void {
  const { least, sum } = levelsOf(candidate, needs);
  figures['level'] = least;
  figures['levels'] = sum;
}
