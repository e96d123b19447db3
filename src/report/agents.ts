// SPDX-License-Identifier: GPL-2.0-or-later
// What did each agent do in a time? Talk and hold of his legs' segments, the rest of his states.

import type { Segment } from '../cdr/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import { type AgentTimes, averageHandlingTime, meanScore, occupancy } from './figures.js';
import { isIn, overlap, type Period, type Stay } from './metrics.js';

/** An agent's state, from and to; null: to now. There is none while he is signed out. */
export interface AgentStay {
  readonly agent: string;
  readonly state: string;
  /** Of `notReady`. */
  readonly reason?: string | null;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

/** Which sum a stay of an agent's leg goes into. Whom he consults, he does for a customer whom he holds. */
const SPENT: Readonly<Partial<Record<Segment['kind'], 'talk' | 'hold'>>> = {
  talking: 'talk',
  held: 'hold',
  consulting: 'hold',
};
/** The others are in no sum of an agent’s. */
export const SPENT_KINDS = Object.keys(SPENT) as readonly Segment['kind'][];
const STATES: Readonly<Record<string, 'wrapUp' | 'ready' | 'notReady'>> = {
  wrapUp: 'wrapUp',
  ready: 'ready',
  notReady: 'notReady',
};

const nothing = () => ({ handled: 0, talk: 0, hold: 0, wrapUp: 0, ready: 0, notReady: 0, signedIn: 0, reasons: {} });

type Sums = { -readonly [Key in keyof AgentTimes]: AgentTimes[Key] } & { readonly reasons: Record<string, Duration> };

/**
 * Each agent's times as far as they lie in a period; what goes on goes on to `now`. A conversation is counted where it began, a
 * leg's once, in whatever call's record it talks.
 */
export class AgentSums {
  readonly #period: Period;
  readonly #now: Instant;
  readonly #agents = new Map<string, Sums>();
  readonly #talked = new Set<string>();

  constructor(period: Period, now: Instant) {
    this.#period = period;
    this.#now = now;
  }

  /** `first` false: the leg talked before. */
  stay({ leg, kind, agent, role, fromAt, toAt }: Stay, first = true): void {
    const what = SPENT[kind];
    if (role !== 'agent' || agent === null || what === undefined) return;
    this.#add(agent, what, overlap(fromAt, toAt ?? this.#now, this.#period));
    if (kind !== 'talking' || !first || this.#talked.has(leg)) return;
    this.#talked.add(leg);
    this.#add(agent, 'handled', isIn(fromAt, this.#period) ? 1 : 0);
  }

  state({ agent, state, reason, startedAt, endedAt }: AgentStay): void {
    const time = overlap(startedAt, endedAt ?? this.#now, this.#period);
    this.#add(agent, 'signedIn', time);
    const what = STATES[state];
    if (what !== undefined) this.#add(agent, what, time);
    if (what !== 'notReady' || time === 0) return;
    const { reasons } = this.#of(agent);
    const why = reason ?? 'unspecified';
    reasons[why] = (reasons[why] ?? 0) + time;
  }

  /** One's; nothing where he did nothing. */
  of(agent: string): AgentTimes {
    return this.#agents.get(agent) ?? nothing();
  }

  /** Those who did something. */
  get times(): ReadonlyMap<string, AgentTimes> {
    return this.#agents;
  }

  #add(agent: string, what: Exclude<keyof AgentTimes, 'reasons'>, by: number): void {
    if (by > 0) this.#of(agent)[what] += by;
  }

  #of(agent: string): Sums {
    const known = this.#agents.get(agent);
    if (known !== undefined) return known;
    const none = nothing();
    this.#agents.set(agent, none);
    return none;
  }
}

/** An agent's times, and what people divide them by. */
export interface AgentRates extends AgentTimes {
  readonly averageHandlingTime: Duration;
  readonly occupancy: number;
}

export function agentRates(times: AgentTimes): AgentRates {
  return { ...times, averageHandlingTime: averageHandlingTime(times), occupancy: occupancy(times) };
}

/** `AgentSums` of records that are all at hand. */
export function agentTimes(
  segments: Iterable<Stay>,
  states: Iterable<AgentStay>,
  period: Period,
  now: Instant,
): ReadonlyMap<string, AgentTimes> {
  const sums = new AgentSums(period, now);
  for (const segment of segments) sums.stay(segment);
  for (const state of states) sums.state(state);
  return sums.times;
}

/** What callers thought of an agent: how many said so, and the mean of their scores; of one to whom none was given they are not there. */
export interface AgentScore {
  readonly scores?: number;
  readonly score?: number;
}

export function scoreOf(scores: number, sum: number): AgentScore {
  const mean = meanScore({ scores, sum });
  return mean === undefined ? {} : { scores, score: Math.round(mean * 100) / 100 };
}
