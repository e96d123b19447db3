// SPDX-License-Identifier: GPL-2.0-or-later
// What do the steps of an agent's day have in common? Who he is, ready or busy by his line, and what he intended.

import type { Instant } from '../kernel/index.js';
import type { AgentAlways, AgentState, Intention } from './agent-state.js';

/** What is known of him whatever he does. */
export function who({ agent, handled, misses, line }: AgentState): AgentAlways {
  return { agent, handled, misses, line };
}

/** Idle since then: ready if his telephone can ring. */
export function ready(state: AgentState, idleSince: Instant, at: Instant): AgentState {
  if (state.line === 'busy') return { ...who(state), name: 'busy', since: at, idleSince };
  const { agent, handled, misses, line } = state;
  return { agent, handled, misses, line, name: 'ready', since: idleSince };
}

/** He has done something: what he let ring before is not in a row with what comes. */
export function alive<S extends AgentState>(state: S): S {
  return state.misses === 0 ? state : { ...state, misses: 0 };
}

/** What was intended, now that the agent is free for it. */
export function become(state: AgentState, then: Intention, at: Instant): AgentState {
  if (then.name === 'ready') return ready(state, at, at);
  if (then.name === 'signedOut') return { ...who(state), line: 'free', name: 'signedOut', since: at };
  return { ...who(state), name: 'notReady', since: at, reason: then.reason };
}

/** What he will do when what he does now is over. */
export function intentionOf(state: AgentState): Intention {
  if (state.name === 'notReady') return { name: 'notReady', reason: state.reason };
  return 'then' in state ? state.then : { name: 'ready' };
}
