// SPDX-License-Identifier: GPL-2.0-or-later
// How far is a request, for those who count what is under way or must say why it cannot be taken? Pure.

import { attemptOf, type CallbackState, isClosed, SYSTEM } from './callback-state.js';

/** Taken by the system and not on a channel yet: no sample shows it. */
export function isPending({ phase }: CallbackState): boolean {
  return phase.name === 'committing' || (phase.name === 'leased' && phase.owner === SYSTEM);
}

/** Under way by the system, and will want an agent who is not chosen yet. */
export function lacksAgent(state: CallbackState): boolean {
  const attempt = attemptOf(state);
  if (attempt === undefined) return state.phase.name === 'leased' && state.phase.owner === SYSTEM;
  return attempt.agent === undefined && !isClosed(state);
}

/** Why a request cannot be taken, in words. */
export function refusal({ request, phase }: CallbackState): string {
  if (phase.name !== 'open') return `callback ${request.id} is ${phase.name}`;
  return `callback ${request.id} may not be called now (not due, outside the calling window, or called too often)`;
}
