// SPDX-License-Identifier: GPL-2.0-or-later
// Which agent gets which call? Callers in their order, each to the agent who has been idle longest.

import type { Instant } from '../kernel/index.js';
import type { WaitingCall } from './queue-machine.js';

/** A waiting call with its queue, for which no offer is out. */
export interface Waiting extends Pick<WaitingCall, 'call' | 'kind' | 'priority' | 'enqueuedAt' | 'only'> {
  readonly queue: string;
}

/** An agent who can be offered a call. */
export interface Idle {
  readonly agent: string;
  readonly since: Instant;
  readonly handled: number;
  /** His queues, with his place in each queue's list. */
  readonly queues: Readonly<Record<string, number>>;
  /** He waits for a callback of his own and takes nothing else. */
  readonly reserved: boolean;
}

/** A call and the agent whom it is offered to. */
export interface Match {
  readonly waiting: Waiting;
  readonly agent: string;
}

/**
 * Longest idle, over all queues: the highest priority first, then who has waited longest; to the agent who has been idle longest, then who
 * has had fewest calls, then by the queue's list, then by id. A call that finds no agent keeps nobody behind it from finding one.
 */
export function match(waiting: readonly Waiting[], idle: readonly Idle[]): Match[] {
  const free = new Map(idle.map((agent) => [agent.agent, agent]));
  const matches: Match[] = [];
  // Array.sort is stable: at equal times the order in which they came in stays.
  for (const call of [...waiting].sort((a, b) => b.priority - a.priority || a.enqueuedAt - b.enqueuedAt)) {
    if (free.size === 0) break;
    const [best] = [...free.values()].filter((agent) => suits(agent, call)).sort(longestIdle(call.queue));
    if (best === undefined) continue;
    free.delete(best.agent);
    matches.push({ waiting: call, agent: best.agent });
  }
  return matches;
}

function suits({ agent, queues, reserved }: Idle, { queue, only }: Waiting): boolean {
  if (only !== undefined) return only === agent;
  return !reserved && queues[queue] !== undefined;
}

function longestIdle(queue: string): (a: Idle, b: Idle) => number {
  const place = ({ queues }: Idle) => queues[queue] ?? Number.MAX_SAFE_INTEGER;
  return (a, b) => a.since - b.since || a.handled - b.handled || place(a) - place(b) || (a.agent < b.agent ? -1 : 1);
}
