// SPDX-License-Identifier: GPL-2.0-or-later
// How do an attempt and a request end, and what is written of it? Pure steps that the callback machine is made of.

import { altered, type Instant, type Step } from '../kernel/index.js';
import {
  attemptOf,
  type CallbackEffect,
  type CallbackPhase,
  type CallbackState,
  type ClosedPhase,
  isClosed,
  type RequestFacts,
  requestRow,
  type Slot,
} from './callback-state.js';
import { afterFailure, type Failure, maySetUp } from './retry.js';
import type { AttemptRow, CallbackChange, CallbackFact, GiveUpReason } from './rows.js';

export type CallbackStep = Step<CallbackState, CallbackEffect>;

/** An attempt has failed: the next one falls due, or there is none. */
export function failed(
  state: CallbackState,
  attempt: AttemptRow,
  outcome: Failure,
  at: Instant,
  { otherForm = false }: { readonly otherForm?: boolean } = {},
): CallbackStep {
  const row = altered(attempt, { endedAt: at, outcome });
  const tried = afterAttempt(state, row);
  const after = afterFailure(tried, { outcome, rang: attempt.rangAt !== undefined, otherForm }, state.settings, at);
  const request = altered(tried, { attempts: after.attempts, lastOutcome: outcome });
  const told = outcome === 'dropped' ? altered(state, { wasAbandoned: true }) : state;
  const next: CallbackState = after.again
    ? altered(told, { request: altered(request, { due: after.due }), phase: { name: 'open' } })
    : closing(altered(told, { request }), { name: 'givenUp', at, reason: after.reason }, at);
  const changes: CallbackChange[] = [{ type: 'attempt', row }];
  if (outcome === 'refused') changes.push({ type: 'doNotCall', number: request.number, request: request.id, at });
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: outcome };
  return { state: next, effects: [record(next, isClosed(next) ? 'givenUp' : 'failed', changes), clear] };
}

/** The request with no more than the SETUPs that were sent: an attempt without one gives its own back. */
export function afterAttempt({ request }: CallbackState, attempt: AttemptRow): RequestFacts {
  return maySetUp(attempt) ? request : altered(request, { setups: request.setups - 1 });
}

export function givenUp(state: CallbackState, reason: GiveUpReason, at: Instant): CallbackStep {
  return ended(state, { name: 'givenUp', at, reason }, at);
}

/** The end from outside; an attempt under way is taken back. */
export function ended(state: CallbackState, phase: ClosedPhase, at: Instant, fact?: CallbackFact): CallbackStep {
  const attempt = attemptOf(state);
  if (attempt === undefined) {
    const next = closing(state, phase, at);
    return { state: next, effects: [record(next, fact ?? factOf(next, phase), []), ...withdrawn(state)] };
  }
  const row = altered(attempt, { endedAt: at, outcome: 'withdrawn' });
  const next = closing(altered(state, { request: afterAttempt(state, row) }), phase, at);
  const told = fact ?? factOf(next, phase);
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: 'withdrawn' };
  return { state: next, effects: [record(next, told, [{ type: 'attempt', row }]), clear] };
}

/** The end of all that was promised until now. It is not that of a promise which is about to be spoken: for this one it goes on. */
export function closing(state: CallbackState, phase: ClosedPhase, at: Instant): CallbackState {
  if (state.promising.length === 0) return altered(state, { phase });
  return altered(renewed(state, at), { phase: { name: 'open' }, heldBack: phase });
}

/** What is told of an end, or of a request that has outlived it. */
export function factOf(next: CallbackState, phase: ClosedPhase): CallbackFact {
  return isClosed(next) ? phase.name : 'renewed';
}

/** A lease that nobody followed up goes back to the pool. */
export function returned(state: CallbackState): CallbackStep {
  return moved(state, { name: 'open' }, 'released', withdrawn(state));
}

/** An agent who was offered what is leased is not to be rung for it any more. */
function withdrawn({ phase }: CallbackState): readonly CallbackEffect[] {
  return phase.name === 'leased' ? [{ type: 'withdraw', lease: phase.lease }] : [];
}

/** A new phase, its record with the attempt's row, and what else is to be done. */
export function moved(
  state: CallbackState,
  phase: CallbackPhase,
  fact: CallbackFact,
  effects: readonly CallbackEffect[] = [],
): CallbackStep {
  const next = altered(state, { phase });
  const attempt = attemptOf(next);
  const changes: CallbackChange[] = attempt === undefined ? [] : [{ type: 'attempt', row: attempt }];
  return { state: next, effects: [record(next, fact, changes), ...effects] };
}

export function record(state: CallbackState, fact: CallbackFact, changes: readonly CallbackChange[]): CallbackEffect {
  return { type: 'record', changes: [{ type: 'request', fact, row: requestRow(state) }, ...changes] };
}

/** A promise makes the request due, now or at the time that was chosen, and is worth all its attempts; the ceiling of its SETUPs stays where it is. */
export function renewed(state: CallbackState, at: Instant, slot?: Slot): CallbackState {
  const { lastOutcome: _, ...facts } = state.request;
  const due = slot?.from ?? Math.min(facts.due, at);
  const expiresAt = slot?.until ?? Math.max(facts.expiresAt, Math.max(due, at) + state.settings.expiry);
  return { ...state, request: { ...facts, due, expiresAt, attempts: 0 } };
}
