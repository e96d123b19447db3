// SPDX-License-Identifier: GPL-2.0-or-later
// What has an agent done since he signed in, or since the day's roll-over? Sums, never ratios: these change order without an event.

import type { Duration, Instant } from '../kernel/index.js';
import type { AgentState } from './agent-state.js';

/** Sums of what is over; what goes on now is to be added by who compares. */
export interface AgentSums {
  /** From when on is counted: the later of signing in and the roll-over. */
  readonly from: Instant;
  readonly handled: number;
  readonly talked: Duration;
  readonly idled: Duration;
}

/** What somebody has done who goes on after a restart, and for how long he had been signed in. */
export interface SumsBefore extends Omit<AgentSums, 'from'> {
  readonly signedIn: Duration;
}

/** Nothing yet. */
export function noSums(from: Instant): AgentSums {
  return { from, handled: 0, talked: 0, idled: 0 };
}

/**
 * The sums after a change of state, in whole milliseconds. Idle lasts until a call is answered; talk counts when it is over, and neither
 * ringing nor wrap-up is any.
 */
export function sumsAfter(sums: AgentSums, before: AgentState, after: AgentState, at: Instant): AgentSums {
  const now = Math.floor(at);
  if (before.name === 'signedOut') return after.name === 'signedOut' ? sums : noSums(now);
  const since = (instant: Instant) => Math.max(0, now - Math.max(Math.floor(instant), sums.from));
  if (before.name === 'talking') {
    // What he wants afterwards, and what his line tells, do not end it.
    const goesOn = after.name === 'talking' && after.since === before.since;
    const { from, handled, talked, idled } = sums;
    return goesOn ? sums : { from, handled, talked: talked + since(before.since), idled };
  }
  const { from, talked, idled } = sums;
  const began = readySince(before);
  const handled = sums.handled + (after.name === 'talking' ? 1 : 0);
  const goesOn = began === undefined || readySince(after) === began;
  if (goesOn && handled === sums.handled) return sums;
  return { from, handled, talked, idled: goesOn ? idled : idled + since(began) };
}

/** Since when he has been idle as sums count it: who was reserved out of a break or his wrap-up is not. */
function readySince(state: AgentState): Instant | undefined {
  const isKept = state.name === 'reserved' && (state.then.name !== 'ready' || state.wrapUp !== undefined);
  return isKept ? undefined : idleSince(state);
}

/** Since when he has been idle; nothing: he is not. */
export function idleSince(state: AgentState): Instant | undefined {
  if (state.name === 'ready') return state.since;
  return state.name === 'ringing' || state.name === 'reserved' || state.name === 'busy' ? state.idleSince : undefined;
}
