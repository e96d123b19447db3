// SPDX-License-Identifier: GPL-2.0-or-later
// What do further calls of a number do to its open request? Captures, and the promises that are about to be spoken.

import { altered, type Instant, stay } from '../kernel/index.js';
import { afterAttempt, type CallbackStep, ended, givenUp, moved, record, renewed } from './callback-ends.js';
import type { CallbackEffect, CallbackEvent, CallbackState, RequestFacts, RequestWish } from './callback-state.js';
import { exhausted } from './retry.js';
import type { AttemptRow } from './rows.js';

/** A call with the number of a request that is open. He is on the line now, so his telephone need not ring. */
export function captured(
  state: CallbackState,
  { call, promised, slot, about }: Extract<CallbackEvent, { readonly type: 'captured' }>,
  at: Instant,
): CallbackStep {
  const { request, promising, phase } = renewed(state, at, slot);
  const more = { promised: request.promised || promised, captures: request.captures + 1 };
  const next: CallbackState = {
    ...state,
    request: { ...request, ...more, ...about, grade: Math.max(request.grade, about?.grade ?? 0) },
    promising: promised ? [...promising, call] : promising,
  };
  const merged = moved(next, phase, 'merged');
  if (phase.name !== 'committing' && phase.name !== 'dialling') return merged;

  // That attempt was made for the calls before this one: it takes none of the new promise's.
  const row: AttemptRow = { ...phase.attempt, endedAt: at, outcome: 'withdrawn' };
  const tried = { ...afterAttempt(next, row), lastOutcome: 'withdrawn' } as const;
  const open: CallbackState = { ...next, request: tried, phase: { name: 'open' } };
  const clear: CallbackEffect = { type: 'clear', attempt: row.id, why: 'withdrawn' };
  return { state: open, effects: [...merged.effects, record(open, 'failed', [{ type: 'attempt', row }]), clear] };
}

/** Somebody wants it otherwise: another queue, agent or time, or a note. A call that is under way goes on as it began. */
export function changed(state: CallbackState, { queue, agent, note, slot }: RequestWish): CallbackStep {
  const { agent: was, note: wrote, ...rest } = state.request;
  const named = agent === undefined ? was : (agent ?? undefined);
  const noted = note === undefined ? wrote : note || undefined;
  const request: RequestFacts = {
    ...rest,
    ...(queue !== undefined && { queue }),
    ...(named !== undefined && { agent: named }),
    ...(noted !== undefined && { note: noted }),
    ...(slot !== undefined && { due: slot.from, expiresAt: slot.until ?? slot.from + state.settings.expiry }),
  };
  return moved({ ...state, request }, state.phase, 'changed');
}

/** The promise is being spoken. */
export function promiseBegan(state: CallbackState, call: string, at: Instant): CallbackStep {
  if (!state.promising.includes(call)) return stay(state);
  const { heldBack, ...rest } = state; // there is a promise after that end
  return worthIt(altered(heldBack === undefined ? state : rest, { promising: without(state.promising, call) }), at);
}

/** The time for which the promise holds is counted from when it may be kept first. */
export function postponed(state: CallbackState, due: Instant, at: Instant): CallbackStep {
  const { request, settings, phase } = state;
  if (phase.name !== 'open' || due <= at) return stay(state);
  const later = { ...request, due, expiresAt: Math.max(request.expiresAt, due + settings.expiry) };
  return moved({ ...state, request: later }, phase, 'postponed');
}

/** An open request for which nothing more can be done is given up, unless another call is just being promised something. */
export function worthIt(state: CallbackState, at: Instant): CallbackStep {
  const reason = exhausted(state.request, state.settings);
  const rests = state.phase.name === 'open' && state.promising.length === 0;
  return rests && reason !== undefined ? givenUp(state, reason, at) : stay(state);
}

/** A capture of the request could not be written: what it changed is undone. */
export function uncaptured(before: CallbackState, call: string, at: Instant): CallbackStep {
  const state = { ...before, promising: without(before.promising, call) };
  const captures = Math.max(0, state.request.captures - 1);
  const next = { ...state, request: { ...state.request, captures } };
  const { heldBack, promising } = state;
  if (captures === 0) return ended(next, { name: 'givenUp', at, reason: 'cancelled' }, at, 'uncaptured');
  if (heldBack !== undefined && promising.length === 0) return ended(next, { ...heldBack, at }, at);
  return moved(next, state.phase, 'uncaptured');
}

function without(calls: readonly string[], call: string): readonly string[] {
  return calls.filter((other) => other !== call);
}
