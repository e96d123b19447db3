// SPDX-License-Identifier: GPL-2.0-or-later
// How long was an agent in which state? A row for each, ended when the next begins, with the event of the change.

import type { AgentState } from '../../acd/index.js';
import type { EventType } from '../../bus/index.js';
import type { Instant } from '../../kernel/index.js';
import type { Batch } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** An agent's state in one word and what goes with it. */
export function describe(state: AgentState): {
  readonly reason: string | null;
  readonly call: string | null;
  readonly queue: string | null;
} {
  return {
    reason: state.name === 'notReady' ? state.reason : null,
    call: 'call' in state ? state.call : null,
    queue: 'queue' in state ? (state.queue ?? null) : null,
  };
}

/** An agent's name, and where and since when he is signed in. */
export interface OnDuty {
  readonly name: string;
  readonly station?: string | undefined;
  readonly signedInAt?: Instant | undefined;
}

/** Writes a change of state into a batch: the last row ends, a new one begins unless he has gone. */
export function putAgentState(batch: Batch, state: AgentState, duty: OnDuty, at: Instant): Batch {
  const { agent } = state;
  const { reason, call, queue } = describe(state);
  batch.endAgentState(agent, at);
  if (state.name === 'signedOut') putSignedOut(batch, agent, duty.name);
  else {
    const { name, station = null, signedInAt = null } = duty;
    batch.put('agent', { id: agent, name, station, signedInAt, state: state.name, reason });
    const row = { agent, state: state.name, reason, station, queue };
    batch.insert('agentState', { ...row, startedAt: at, endedAt: null, endReason: null });
  }
  return batch.event('agent.changed', { agent, state: state.name, reason, call, queue }, at);
}

/** Writes that an agent is at no station. */
export function putSignedOut(batch: Batch, agent: string, name: string): Batch {
  return batch.put('agent', { id: agent, name, station: null, signedInAt: null, state: 'signedOut', reason: null });
}

/** Writes a change of state down, by the agent's name in the file. */
export function writeAgentState(
  { config, records }: Pick<Rooms, 'config' | 'records'>,
  state: AgentState,
  duty: Omit<OnDuty, 'name'> | undefined,
): void {
  const { agent } = state;
  const name = config.agents.find(({ id }) => id === agent)?.name ?? agent;
  records.write(putAgentState(records.batch(), state, { name, ...duty }, records.now()), 'agent.changed');
}

/** What becomes of an offer. */
export type OfferNews = Extract<EventType, `offer.${string}`>;
