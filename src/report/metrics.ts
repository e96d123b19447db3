// SPDX-License-Identifier: GPL-2.0-or-later
// What do the records of a time say? Sums over segments, agents' states and contacts, from which every figure is made.

import type { Segment } from '../cdr/index.js';
import type { Duration, Instant } from '../kernel/index.js';
import type { AgentTimes, QueueCounts } from './figures.js';

/** From an instant to before another. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is looked at of a segment. */
export type Stay = Pick<Segment, 'leg' | 'kind' | 'queue' | 'agent' | 'fromAt' | 'toAt' | 'endReason'> & {
  readonly role: string;
};

/** An agent's state, from and to; null: to now. */
export interface AgentStay {
  readonly agent: string;
  readonly state: string;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
}

/** What is looked at of a contact. */
export interface ContactEnd {
  readonly direction: string;
  readonly startedAt: Instant;
  readonly disposition: string | null;
}

const NOBODY_YET: QueueCounts = {
  answered: 0,
  answeredInTime: 0,
  abandoned: 0,
  abandonedInTime: 0,
  overflowed: 0,
  waited: 0,
};
const NO_TIME: AgentTimes = { handled: 0, talk: 0, hold: 0, wrapUp: 0, ready: 0, notReady: 0 };

/** How a wait counts by how it ended; what is not here counts for nobody: he went elsewhere by our doing. */
const COUNTED: Readonly<Record<string, 'answered' | 'abandoned' | 'overflowed'>> = {
  answered: 'answered',
  abandoned: 'abandoned',
  overflowed: 'overflowed',
};

/** Each queue's counts of the waits that ended in a period; `within`: the service level's time of a queue. */
export function queueCounts(
  segments: Iterable<Stay>,
  period: Period,
  within: (queue: string) => Duration,
): ReadonlyMap<string, QueueCounts> {
  const queues = new Map<string, QueueCounts>();
  for (const { kind, queue, fromAt, toAt, endReason } of segments) {
    const how = COUNTED[endReason ?? ''];
    if (kind !== 'waiting' || queue === null || toAt === null || how === undefined || !isIn(toAt, period)) continue;
    const before = queues.get(queue) ?? NOBODY_YET;
    queues.set(queue, counted(before, how, toAt - fromAt, within(queue)));
  }
  return queues;
}

/** Counts with one more wait in them. */
export function counted(
  counts: QueueCounts,
  how: 'answered' | 'abandoned' | 'overflowed',
  waited: Duration,
  within: Duration,
): QueueCounts {
  const inTime = waited <= within ? 1 : 0;
  if (how === 'overflowed') return { ...counts, overflowed: counts.overflowed + 1 };
  if (how === 'abandoned')
    return { ...counts, abandoned: counts.abandoned + 1, abandonedInTime: counts.abandonedInTime + inTime };
  const { answered, answeredInTime, waited: sum } = counts;
  return { ...counts, answered: answered + 1, answeredInTime: answeredInTime + inTime, waited: sum + waited };
}

/** Which sum a stay of an agent's leg goes into. Whom he consults, he does for a customer whom he holds. */
const SPENT: Readonly<Partial<Record<Segment['kind'], 'talk' | 'hold'>>> = {
  talking: 'talk',
  held: 'hold',
  consulting: 'hold',
};
const STATES: Readonly<Record<string, 'wrapUp' | 'ready' | 'notReady'>> = {
  wrapUp: 'wrapUp',
  ready: 'ready',
  notReady: 'notReady',
};

/**
 * Each agent's times as far as they lie in a period: talk and hold of his legs' segments, the rest of his states; what goes on
 * goes on to `now`. A conversation is counted where it began.
 */
export function agentTimes(
  segments: Iterable<Stay>,
  states: Iterable<AgentStay>,
  period: Period,
  now: Instant,
): ReadonlyMap<string, AgentTimes> {
  const agents = new Map<string, AgentTimes>();
  const add = (agent: string, what: keyof AgentTimes, by: number) => {
    const before = agents.get(agent) ?? NO_TIME;
    if (by > 0) agents.set(agent, { ...before, [what]: before[what] + by });
  };
  const talked = new Set<string>();
  for (const { leg, kind, agent, role, fromAt, toAt } of segments) {
    const what = SPENT[kind];
    if (role !== 'agent' || agent === null || what === undefined) continue;
    add(agent, what, overlap(fromAt, toAt ?? now, period));
    if (kind !== 'talking' || talked.has(leg)) continue;
    talked.add(leg);
    add(agent, 'handled', isIn(fromAt, period) ? 1 : 0);
  }
  for (const { agent, state, startedAt, endedAt } of states) {
    const what = STATES[state];
    if (what !== undefined) add(agent, what, overlap(startedAt, endedAt ?? now, period));
  }
  return agents;
}

/** Inbound contacts that began in a period by how they ended: `offered` is the sum of the rest. */
export function contactCounts(contacts: Iterable<ContactEnd>, period: Period): ReadonlyMap<string, number> {
  const counts = new Map<string, number>([['offered', 0]]);
  for (const { direction, startedAt, disposition } of contacts) {
    if (direction !== 'inbound' || !isIn(startedAt, period)) continue;
    for (const name of ['offered', disposition ?? 'inProgress']) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function isIn(at: Instant, { from, to }: Period): boolean {
  return at >= from && at < to;
}

function overlap(from: Instant, to: Instant, period: Period): Duration {
  return Math.max(0, Math.min(to, period.to) - Math.max(from, period.from));
}
