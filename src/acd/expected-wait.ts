// SPDX-License-Identifier: GPL-2.0-or-later
// How long will a caller wait? By the queue's last talks, its agents, and how much of their time is this queue's. Nothing is told by guess.

import type { Duration, Instant } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';

/** The last talks of a queue, and what they are of all that its agents talk. */
export interface TalkTimes {
  /** The last 20, the oldest first. */
  readonly talks: readonly Duration[];
  /** Time that agents of the queue talked with its callers, and with anybody; what was long ago counts less and less. */
  readonly own: Duration;
  readonly all: Duration;
}

/** What the wait of one who stands at a place goes by. */
export interface WaitFacts {
  readonly times: TalkTimes;
  /** The pause of an agent after each call. */
  readonly wrapUp: Duration;
  /** His place; 1 is next. */
  readonly place: number;
  readonly ready: number;
  /** Agents who take calls: signed in, and on no break. */
  readonly active: number;
}

const LAST_TALKS = 20;
const LEAST_TALKS = 3;
const KEPT = 0.98; // of the weight of the talks before, with each one more: about the last 50 count

export const NO_TALKS: TalkTimes = { talks: [], own: 0, all: 0 };

/** After a talk of one of its agents. */
export function afterTalk({ talks, own, all }: TalkTimes, length: Duration, ofQueue: boolean): TalkTimes {
  return {
    talks: ofQueue ? [...talks.slice(1 - LAST_TALKS), length] : talks,
    own: own * KEPT + (ofQueue ? length : 0),
    all: all * KEPT + length,
  };
}

/**
 * `EWT = AHT x CIQU / (AA x EP)`, as Genesys has it: the average handling time (talk and wrap-up), calls in the queue for whom nobody is
 * ready (of one caller: up to and with him), active agents, and the effective portion of their time that is this queue's.
 * Undefined: too little is known, or nobody is there.
 */
export function expectedWait({ times, wrapUp, place, ready, active }: WaitFacts): Duration | undefined {
  const { talks, own, all } = times;
  if (talks.length < LEAST_TALKS || active === 0 || own === 0) return undefined;
  const handling = talks.reduce((sum, talk) => sum + talk, 0) / talks.length + wrapUp;
  return (handling * Math.max(0, place - ready)) / (active * (own / all));
}

interface Served {
  times: TalkTimes;
  active: number;
}

/** How fast each queue is served. */
export class Serving {
  readonly #queues = new Map<string, Served>();

  /** These queues there are; nobody is counted yet. */
  configure(queues: readonly string[]): void {
    const named = new Set(queues);
    for (const queue of this.#queues.keys()) if (!named.has(queue)) this.#queues.delete(queue);
    for (const queue of named) this.#queues.set(queue, { times: NO_TALKS, ...this.#queues.get(queue), active: 0 });
  }

  /** An agent of these queues is there; `before` undefined: he was not counted. */
  changed(queues: readonly string[], before: AgentState | undefined, after: AgentState, at: Instant): void {
    const came = Number(takesCalls(after)) - Number(before !== undefined && takesCalls(before));
    const talk = before?.name === 'talking' && after.name !== 'talking' ? before : undefined;
    if (came === 0 && talk === undefined) return;
    for (const queue of queues) {
      const served = this.#queues.get(queue);
      if (served === undefined) continue;
      served.active += came;
      if (talk !== undefined) served.times = afterTalk(served.times, at - talk.since, talk.queue === queue);
    }
  }

  /** See `expectedWait`. */
  wait(queue: string, facts: Pick<WaitFacts, 'wrapUp' | 'place' | 'ready'>): Duration | undefined {
    const { times = NO_TALKS, active = 0 } = this.#queues.get(queue) ?? {};
    const { wrapUp, place, ready } = facts;
    return expectedWait({ times, wrapUp, place, ready, active });
  }
}

function takesCalls({ name }: AgentState): boolean {
  return name !== 'signedOut' && name !== 'notReady';
}
