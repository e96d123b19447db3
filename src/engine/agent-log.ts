// SPDX-License-Identifier: GPL-2.0-or-later
// How long was an agent in which state? A row for each, ended when the next begins, with the event of the change.

import type { AgentState } from '../acd/index.js';
import type { Batch } from '../store/index.js';

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

/** Writes a change of state into a batch: the last row ends, a new one begins unless he has gone. */
export function putAgentState(
  batch: Batch,
  state: AgentState,
  station: string | undefined,
  name: string,
  at: number,
): Batch {
  const { reason, call, queue } = describe(state);
  batch.updateWhere('agentState', { agent: state.agent, endedAt: null }, { endedAt: at });
  const signedOut = state.name === 'signedOut';
  batch.put('agent', {
    id: state.agent,
    name,
    station: signedOut ? null : (station ?? null),
    state: state.name,
    reason,
  });
  if (!signedOut) {
    batch.insert('agentState', {
      agent: state.agent,
      state: state.name,
      reason,
      station: station ?? null,
      call,
      queue,
      startedAt: at,
      endedAt: null,
    });
  }
  return batch.event('agent.changed', { agent: state.agent, state: state.name, reason, call, queue }, at);
}
