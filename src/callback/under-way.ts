// SPDX-License-Identifier: GPL-2.0-or-later
// How far is a request, for those who count what is under way or must say why it cannot be taken? Pure.

import { attemptOf, type CallbackEvent, type CallbackState, isClosed, SYSTEM } from './callback-state.js';
import type { PacingFacts } from './pacing.js';
import type { TroughSample } from './trough-machine.js';

/** Taken by the system and not on a channel yet: no sample shows it. */
function isPending({ phase }: CallbackState): boolean {
  return phase.name === 'committing' || (phase.name === 'leased' && phase.owner === SYSTEM);
}

/** Under way by the system, and will want an agent who is not chosen yet. */
function lacksAgent(state: CallbackState): boolean {
  const attempt = attemptOf(state);
  if (attempt === undefined) return state.phase.name === 'leased' && state.phase.owner === SYSTEM;
  return attempt.agent === undefined && !isClosed(state);
}

/** What may be started is decided by these, for one queue or for all. `readyAgents` are the queue's. */
export function pacingFacts(
  states: readonly CallbackState[],
  { busy, inService, callbackChannels }: TroughSample,
  readyAgents: number,
  queue?: string,
): PacingFacts {
  const pending = states.filter(isPending).length; // will seize a channel that no sample shows yet
  const mine = queue === undefined ? states : states.filter(({ request }) => request.queue === queue);
  return {
    readyAgents,
    withoutAgent: mine.filter(lacksAgent).length,
    callbackChannels: callbackChannels + pending,
    freeChannels: inService - busy - pending,
  };
}

/** Why a request cannot be taken, in words. */
export function refusal({ request, phase }: CallbackState): string {
  if (phase.name !== 'open') return `callback ${request.id} is ${phase.name}`;
  return `callback ${request.id} may not be called now (not due, outside the calling window, or called too often)`;
}

/** What the system has taken but not dialled goes back. */
export function takenBack({ phase }: CallbackState): CallbackEvent | undefined {
  if ((phase.name !== 'leased' && phase.name !== 'committing') || phase.owner !== SYSTEM) return undefined;
  return { type: 'released', lease: phase.lease };
}

/** The box ends in the midst of it. */
export function interruption(state: CallbackState): CallbackEvent | undefined {
  const { phase } = state;
  if (phase.name === 'leased' || phase.name === 'committing') return { type: 'released', lease: phase.lease };
  const attempt = attemptOf(state)?.id;
  return attempt === undefined ? undefined : { type: 'failed', attempt, outcome: 'interrupted' };
}
