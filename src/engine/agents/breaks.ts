// SPDX-License-Identifier: GPL-2.0-or-later
// Who is on a break, who has been for too long, and may one more go? Pure; what the file allows against what agents do.

import type { AgentState } from '../../acd/index.js';
import type { Config } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';

/** As many as the file allows are on a break already. */
export class BreaksFull extends TelephonyError {
  constructor(queue: string) {
    super('REFUSED', `queue ${queue}: too many are on a break`);
  }
}

type Rules = Pick<Config, 'agents' | 'notReadyReasons' | 'queues'>;
type States = (agent: string) => AgentState;

/** Why he is not ready, or will not be when what he does now is over. */
function reasonOf(state: AgentState): string | undefined {
  if (state.name === 'notReady') return state.reason;
  return 'then' in state && state.then.name === 'notReady' ? state.then.reason : undefined;
}

/** The agents of a queue who are on a break, for a reason that is counted. */
export function onBreak({ agents, notReadyReasons }: Rules, states: States, queue: string): readonly string[] {
  const counted = new Set(notReadyReasons.filter(({ limited }) => limited).map(({ name }) => name));
  return agents
    .filter(({ id, queues }) => queues.includes(queue) && counted.has(reasonOf(states(id)) ?? ''))
    .map(({ id }) => id);
}

/** Queues from which more are on a break than the file allows. */
export function overfullBreaks(rules: Rules, states: States): readonly string[] {
  return rules.queues
    .filter(({ name, breaks }) => breaks !== undefined && onBreak(rules, states, name).length > breaks)
    .map(({ name }) => name);
}

/** The queue from which nobody else may go on a break now, if it is one of his; he himself is not counted. */
export function breakHeldBy(rules: Rules, states: States, agent: string, reason: string): string | undefined {
  const { agents, notReadyReasons, queues } = rules;
  if (notReadyReasons.find(({ name }) => name === reason)?.limited !== true) return undefined;
  const his = agents.find(({ id }) => id === agent)?.queues ?? [];
  const others = (queue: string) => onBreak(rules, states, queue).filter((id) => id !== agent).length;
  return queues.find(({ name, breaks = Number.POSITIVE_INFINITY }) => his.includes(name) && others(name) >= breaks)
    ?.name;
}

/** Agents whose break is longer than its reason allows. */
export function longBreaks({ agents, notReadyReasons }: Rules, states: States, now: Instant): readonly string[] {
  const longest = new Map(notReadyReasons.map(({ name, longest }) => [name, longest]));
  if ([...longest.values()].every((most) => most === undefined)) return [];
  return agents
    .map(({ id }) => states(id))
    .filter((state) => {
      const most = state.name === 'notReady' ? longest.get(state.reason) : undefined;
      return most !== undefined && now - state.since > most;
    })
    .map(({ agent }) => agent);
}
