// SPDX-License-Identifier: GPL-2.0-or-later
// How many lines may be dialled ahead of agents? As many as will keep them talking, and never one that the limit could not bear. Pure.

import type { Duration } from '../kernel/index.js';
import { type AnsweredAhead, abandonable } from './abandon-window.js';
import type { PacingSettings } from './settings.js';

/** What dialling ahead is measured by. */
export interface AheadFacts {
  /** Agents who stand by, none of them promised to a customer who has answered. */
  readonly idle: number;
  /** Agents of the same queues who talk now and stand by again afterwards. */
  readonly talking: number;
  /** Lines that ring for nobody in particular. */
  readonly ringing: number;
  /** The share of the calls that are answered, and how long that takes on the mean. */
  readonly connectRate: number;
  readonly answersAfter: Duration;
  /** How long an agent has to do with a customer on the mean, the time until he stands by again included. */
  readonly handling: Duration;
  /** The window's answered calls. */
  readonly answered: AnsweredAhead;
}

const WORTH_STEERING = 100; // answered calls before what was observed says more than what was computed
const STEEP = 3; // how hard what was observed corrects it while less is abandoned than is aimed at,
const STEEP_OVER = 30; // and when more is: with many agents little of what is computed must be enough to bring it back
const BOLDEST = 10; // how much more than computed may be dared when little has been abandoned
const THERE_IN_TIME = 0.6; // of the time a line rings: who becomes free later than that comes after the answer

/**
 * How many lines may begin now. One for each agent who stands by in any case. One more is dialled ahead only if all that are ahead, and it
 * itself, could be abandoned without the window going over its limit, and if the calls expected to be abandoned stay near the aim.
 */
export function linesToBegin(facts: AheadFacts, pacing: PacingSettings): number {
  const { idle, ringing, talking } = facts;
  const progressive = Math.max(0, idle - ringing);
  if (pacing.limit <= 0 || idle + talking < pacing.leastAgents) return progressive;
  const most = idle + abandonable(facts.answered, pacing.limit);
  const aim = steered(facts.answered, pacing);
  const free = freed(facts);
  let lines = Math.max(ringing, idle);
  while (lines < most && abandonedShare(lines + 1, facts, free) <= aim) lines++;
  return Math.max(0, lines - ringing);
}

/**
 * The share to compute with. The model takes all answers to come at once, after whoever becomes free: with few agents less is abandoned
 * than it says, with many more. What was observed corrects it.
 */
function steered({ connected, abandoned }: AnsweredAhead, { aim, limit }: PacingSettings): number {
  const target = Math.min(aim, limit);
  const answered = connected + abandoned;
  if (answered < WORTH_STEERING) return target;
  const observed = abandoned / answered;
  const ratio = target / Math.max(observed, target / BOLDEST);
  return target * Math.min(BOLDEST, ratio ** (ratio < 1 ? STEEP_OVER : STEEP));
}

/** How likely each number of agents is who become free while a line rings. */
function freed({ talking, answersAfter, handling }: AheadFacts): readonly number[] {
  return binomial(talking, handling > 0 ? 1 - Math.exp((-answersAfter * THERE_IN_TIME) / handling) : 1);
}

/** Of those who answer `lines` lines, the share that finds no agent, when all answer at the same time. */
function abandonedShare(lines: number, { idle, connectRate }: AheadFacts, free: readonly number[]): number {
  const answers = binomial(lines, connectRate);
  let lost = 0;
  for (let count = idle + 1; count <= lines; count++) {
    let left = 0;
    for (let more = 0; more < free.length && idle + more < count; more++)
      left += (free[more] ?? 0) * (count - idle - more);
    lost += (answers[count] ?? 0) * left;
  }
  const expected = lines * connectRate;
  return expected > 0 ? lost / expected : 0;
}

/** The chances of 0 to `n` successes; from the likeliest count to both sides, as the chance of none may be too small for a number. */
function binomial(n: number, chance: number): readonly number[] {
  const chances = new Array<number>(n + 1).fill(0);
  if (chance <= 0 || chance >= 1) {
    chances[chance <= 0 ? 0 : n] = 1;
    return chances;
  }
  const odds = chance / (1 - chance);
  const likeliest = Math.min(n, Math.floor((n + 1) * chance));
  let sum = 1;
  chances[likeliest] = 1;
  for (let count = likeliest, at = 1; count < n; count++) {
    at *= (odds * (n - count)) / (count + 1);
    chances[count + 1] = at;
    sum += at;
  }
  for (let count = likeliest, at = 1; count > 0; count--) {
    at *= count / (odds * (n - count + 1));
    chances[count - 1] = at;
    sum += at;
  }
  return chances.map((one) => one / sum);
}
