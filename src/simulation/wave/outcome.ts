// SPDX-License-Identifier: GPL-2.0-or-later
// What came of a simulated run? The figures that a report has, by the same functions, over what was written of it. Pure.

import type { HeldReason } from '../../callback/index.js';
import type { Duration } from '../../kernel/index.js';
import {
  abandonRate,
  addedCounts,
  averageSpeedOfAnswer,
  contactCounts,
  NOBODY_YET,
  occupancy,
  percentile,
  queueCounts,
  recoveryRate,
  serviceLevel,
} from '../../report/index.js';
import type { AheadTold, Told } from './told.js';

/** The figures of one run. Shares from 0 to 1. */
export interface Outcome {
  readonly callers: number;
  /** Calls that came to a channel, and those for which there was none. */
  readonly offered: number;
  readonly blocked: number;
  /** By how they ended. */
  readonly ended: Readonly<Record<string, number>>;
  /** Callers, each once: talked to an agent, promised a callback and heard all of it, neither. */
  readonly talked: number;
  readonly promised: number;
  readonly lost: number;
  /** Talked or promised, of all callers. */
  readonly kept: number;
  readonly serviceLevel: number;
  readonly meanWait: Duration;
  readonly abandonRate: number;
  readonly callbacks: number;
  /** Promises that ended in a conversation, and those that are open still. */
  readonly connected: number;
  readonly open: number;
  readonly recovery: number;
  /** Why no other callback was begun while promises were open: shares of that time. */
  readonly held: Readonly<Partial<Record<HeldReason, number>>>;
  /** Of customers who were dialled ahead and answered. */
  readonly ahead: AheadTold;
  /** From the call to the conversation. */
  readonly calledBackAfter: Duration | undefined;
  readonly calledBackAfter90: Duration | undefined;
  readonly occupancy: number;
  /** Hours for which agents were there. */
  readonly agentHours: number;
  /** Most channels at once, of those that there are. */
  readonly peak: number;
}

const HOUR: Duration = 3_600_000;
const IN_TIME: Duration = 20_000;

export function outcomeOf(told: Told): Outcome {
  const { from, to, callers, calls, blocked, stays, requests, agents, moments, ahead } = told;
  const period = { from, to: to + 1 };
  const { offered = 0, ...ended } = Object.fromEntries(contactCounts(calls, period));
  const waits = [...queueCounts(stays, period, () => IN_TIME).values()];
  const whole = waits.reduce(addedCounts, NOBODY_YET);
  const served = new Set(calls.filter(({ disposition }) => disposition === 'answered').map(({ caller }) => caller));
  const caught = new Set(calls.filter(({ disposition }) => disposition === 'captured').map(({ caller }) => caller));
  const promised = [...caught].filter((caller) => !served.has(caller)).length;
  const completed = requests.filter(({ state }) => state === 'completed' || state === 'served');
  const after = completed.map(({ closedAt, enqueuedAt }) => (closedAt ?? to) - enqueuedAt);
  const times = agents.reduce(
    (sum, { talk, wrapUp, ready }) => ({
      talk: sum.talk + talk,
      wrapUp: sum.wrapUp + wrapUp,
      ready: sum.ready + ready,
      hold: 0,
    }),
    { talk: 0, wrapUp: 0, ready: 0, hold: 0 },
  );
  const kept = served.size + promised;
  return {
    callers,
    offered,
    blocked: blocked.length,
    ended,
    ...{ talked: served.size, promised, lost: callers - kept, kept: callers === 0 ? 1 : kept / callers },
    serviceLevel: serviceLevel(whole),
    meanWait: averageSpeedOfAnswer(whole),
    abandonRate: abandonRate(whole),
    callbacks: requests.length,
    connected: completed.length,
    open: requests.filter(({ state }) => !CLOSED.has(state)).length,
    recovery: recoveryRate({ connected: completed.length, created: requests.length }),
    ...{ held: heldShares(moments), ahead },
    calledBackAfter: percentile(after, 0.5),
    calledBackAfter90: percentile(after, 0.9),
    occupancy: occupancy(times),
    agentHours: (times.talk + times.wrapUp + times.ready) / HOUR,
    peak: moments.reduce((most, { utilisation }) => Math.max(most, utilisation), 0),
  };
}

function heldShares(moments: Told['moments']): Outcome['held'] {
  const promised = moments.filter(({ openPromises }) => openPromises > 0);
  const counts = new Map<HeldReason, number>();
  for (const { held } of promised) if (held !== undefined) counts.set(held, (counts.get(held) ?? 0) + 1);
  return Object.fromEntries([...counts].map(([reason, count]) => [reason, count / promised.length]));
}

/** Ends of a request. */
export const CLOSED: ReadonlySet<string> = new Set(['completed', 'served', 'givenUp']);
