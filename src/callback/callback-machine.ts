// SPDX-License-Identifier: GPL-2.0-or-later
// How is one promise kept? A request for a callback from its capture to its end.

import type { Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';
import {
  attemptOf,
  type CallbackEffect,
  type CallbackEvent,
  type CallbackPhase,
  type CallbackState,
  type ClosedPhase,
  isClosed,
  requestRow,
} from './callback-state.js';
import { afterFailure, type Failure } from './retry.js';
import type { AttemptOutcome, AttemptRow, CallbackChange, CallbackFact, GiveUpReason } from './rows.js';

type CallbackStep = Step<CallbackState, CallbackEffect>;

const CLEARING = 30_000; // beyond the ring time: set-up by the exchange, and an outcome that was lost on its way

/** Keeps one promise. */
export const callbackMachine: Machine<CallbackState, CallbackEvent, CallbackEffect> = {
  expired: { type: 'expired' },

  deadline({ phase, request }) {
    switch (phase.name) {
      case 'open':
        return request.expiresAt;
      case 'leased':
      case 'dialling':
      case 'confirming':
      case 'connecting':
        return phase.until;
      default:
        return undefined;
    }
  },

  transition(state, event, at) {
    if (event.type === 'configured') return stay({ ...state, settings: event.settings });
    if (isClosed(state)) return stay(state);
    switch (event.type) {
      case 'captured':
        return captured(state, event, at);
      case 'uncaptured':
        return uncaptured(state, event.call, at);
      case 'promiseBegan':
        return promiseBegan(state, event.call);
      case 'served':
        return ended(state, { name: 'served', at, call: event.call }, at);
      case 'cancelled':
        return givenUp(state, 'cancelled', at);
      case 'expired':
        return expired(state, at);
      case 'lease':
      case 'dial':
      case 'released':
        return leasing(state, event, at);
      default:
        return attemptOf(state)?.id === event.attempt ? attempting(state, event, at) : stay(state);
    }
  },
};

function leasing(
  state: CallbackState,
  event: Extract<CallbackEvent, { type: 'lease' | 'dial' | 'released' }>,
  at: Instant,
): CallbackStep {
  const { phase, request, settings } = state;
  if (event.type === 'lease') {
    if (phase.name !== 'open') return stay(state);
    const { lease, owner } = event;
    return moved(state, { name: 'leased', lease, owner, until: at + settings.lease }, 'leased');
  }
  if ((phase.name !== 'leased' && phase.name !== 'committing') || phase.lease !== event.lease) return stay(state);
  if (event.type === 'released') {
    if (phase.name === 'committing') return failed(state, phase.attempt, 'withdrawn', at);
    return returned(state);
  }
  if (phase.name !== 'leased') return stay(state);
  const attempt: AttemptRow = {
    id: event.attempt,
    request: request.id,
    number: request.number,
    order: event.order,
    startedAt: at,
    ...(event.agent === undefined ? {} : { agent: event.agent }),
  };
  return moved(state, { name: 'committing', attempt, lease: phase.lease, owner: phase.owner }, 'attempted');
}

type AttemptEvent = Extract<CallbackEvent, { readonly attempt: string }>;

function attempting(state: CallbackState, event: Exclude<AttemptEvent, { type: 'dial' }>, at: Instant): CallbackStep {
  const { phase, settings } = state;
  switch (event.type) {
    case 'committed': {
      if (phase.name !== 'committing') return stay(state);
      const dial: CallbackEffect = { type: 'dial', attempt: phase.attempt, ring: settings.ring };
      const until = at + settings.ring + CLEARING;
      return { state: { ...state, phase: { name: 'dialling', attempt: phase.attempt, until } }, effects: [dial] };
    }
    case 'commitFailed':
      return phase.name === 'committing' ? failed(state, phase.attempt, 'congestion', at) : stay(state);
    case 'reached':
      return phase.name === 'dialling' ? reached(state, { ...phase.attempt, reachedAt: at }, at) : stay(state);
    case 'asked':
      if (phase.name !== 'confirming') return stay(state);
      return stay({ ...state, phase: { ...phase, until: at + settings.confirm.wait } });
    case 'digit':
      return phase.name === 'confirming' ? pressed(state, phase.attempt, event.digit, at) : stay(state);
    case 'connected':
      return phase.name === 'connecting' ? connected(state, { ...phase.attempt, agent: event.agent }, at) : stay(state);
    case 'failed':
      return phase.name === 'committing' ? stay(state) : failedAs(state, event.outcome, at, event.cause);
  }
}

function reached(state: CallbackState, attempt: AttemptRow, at: Instant): CallbackStep {
  if (attempt.order === 'agentFirst') return connect(state, attempt, 'reached', at);
  return moved(state, asking(state, attempt, 1, at), 'reached', [{ type: 'ask', attempt: attempt.id, time: 1 }]);
}

/** Until the question has been played, `until` is a safety: a prompt that never ends. */
function asking({ settings }: CallbackState, attempt: AttemptRow, asked: number, at: Instant): CallbackPhase {
  return { name: 'confirming', attempt, asked, until: at + settings.confirm.wait + CLEARING };
}

function pressed(state: CallbackState, attempt: AttemptRow, digit: string, at: Instant): CallbackStep {
  const { confirm } = state.settings;
  if (digit === confirm.key) return connect(state, { ...attempt, confirmedAt: at }, 'confirmed', at);
  if (digit === confirm.decline) return failed(state, attempt, 'declined', at);
  return digit === confirm.optOut ? failed(state, attempt, 'refused', at) : stay(state);
}

function connect(state: CallbackState, attempt: AttemptRow, fact: CallbackFact, at: Instant): CallbackStep {
  const { queue, enqueuedAt } = state.request;
  const phase: CallbackPhase = { name: 'connecting', attempt, until: at + state.settings.connectWithin };
  return moved(state, phase, fact, [{ type: 'connect', attempt, queue, enqueuedAt }]);
}

function connected(state: CallbackState, attempt: AttemptRow, at: Instant): CallbackStep {
  const done: AttemptRow = { ...attempt, endedAt: at, outcome: 'connected' };
  const request = { ...state.request, attempts: state.request.attempts + 1, lastOutcome: 'connected' } as const;
  const phase = { name: 'completed', at, attempt: done } as const;
  const next = closing({ ...state, request }, phase, at);
  return { state: next, effects: [record(next, factOf(next, phase), [{ type: 'attempt', row: done }])] };
}

function expired(state: CallbackState, at: Instant): CallbackStep {
  const due = callbackMachine.deadline(state);
  if (due === undefined || at < due) return stay(state);
  const { phase, settings } = state;
  switch (phase.name) {
    case 'open':
      return givenUp(state, 'expired', at);
    case 'leased':
      return returned(state);
    case 'dialling':
      return failed(state, phase.attempt, 'noAnswer', at);
    case 'connecting':
      return failed(state, phase.attempt, 'noAgent', at);
    case 'confirming': {
      const time = phase.asked + 1;
      if (time > 1 + settings.confirm.repeats) return failed(state, phase.attempt, 'notConfirmed', at);
      const ask: CallbackEffect = { type: 'ask', attempt: phase.attempt.id, time };
      return { state: { ...state, phase: asking(state, phase.attempt, time, at) }, effects: [ask] };
    }
    default:
      return stay(state);
  }
}

/** A call with the number of a request that is open. He is on the line now, so his telephone need not ring. */
function captured(
  state: CallbackState,
  { call, promised }: { readonly call: string; readonly promised: boolean },
  at: Instant,
): CallbackStep {
  const { request, promising, phase } = renewed(state, at);
  const next: CallbackState = {
    ...state,
    request: { ...request, promised: request.promised || promised, captures: request.captures + 1 },
    promising: promised ? [...promising, call] : promising,
  };
  const merged = moved(next, phase, 'merged');
  if (phase.name !== 'committing' && phase.name !== 'dialling') return merged;

  const stopped = failed(next, phase.attempt, 'withdrawn', at);
  return { state: stopped.state, effects: [...merged.effects, ...stopped.effects] };
}

/** A promise makes the request due, and is worth all its attempts. */
function renewed(state: CallbackState, at: Instant): CallbackState {
  const { lastOutcome: _, ...facts } = state.request;
  const due = Math.min(facts.due, at);
  const expiresAt = Math.max(facts.expiresAt, at + state.settings.expiry);
  return { ...state, request: { ...facts, due, expiresAt, attempts: 0 } };
}

function promiseBegan(state: CallbackState, call: string): CallbackStep {
  if (!state.promising.includes(call)) return stay(state);
  const { heldBack: _, ...rest } = state; // there is a promise after that end
  return stay({ ...rest, promising: without(state.promising, call) });
}

function uncaptured(before: CallbackState, call: string, at: Instant): CallbackStep {
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

function failedAs(state: CallbackState, outcome: AttemptOutcome, at: Instant, cause?: number): CallbackStep {
  const attempt = attemptOf(state);
  if (attempt === undefined || outcome === 'connected') return stay(state);
  return failed(state, cause === undefined ? attempt : { ...attempt, cause }, outcome, at);
}

/** An attempt has failed: the next one falls due, or there is none. */
function failed(state: CallbackState, attempt: AttemptRow, outcome: Failure, at: Instant): CallbackStep {
  const after = afterFailure(state.request, outcome, state.settings, at);
  const request = { ...state.request, attempts: after.attempts, lastOutcome: outcome };
  const next: CallbackState = after.again
    ? { ...state, request: { ...request, due: after.due }, phase: { name: 'open' } }
    : closing({ ...state, request }, { name: 'givenUp', at, reason: after.reason }, at);
  const row: AttemptRow = { ...attempt, endedAt: at, outcome };
  const changes: CallbackChange[] = [{ type: 'attempt', row }];
  if (outcome === 'refused') changes.push({ type: 'doNotCall', number: request.number, request: request.id, at });
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: outcome };
  return { state: next, effects: [record(next, isClosed(next) ? 'givenUp' : 'failed', changes), clear] };
}

function givenUp(state: CallbackState, reason: GiveUpReason, at: Instant): CallbackStep {
  return ended(state, { name: 'givenUp', at, reason }, at);
}

/** The end from outside; an attempt under way is taken back. */
function ended(state: CallbackState, phase: ClosedPhase, at: Instant, fact?: CallbackFact): CallbackStep {
  const attempt = attemptOf(state);
  const next = closing(state, phase, at);
  const told = fact ?? factOf(next, phase);
  if (attempt === undefined) return { state: next, effects: [record(next, told, []), ...withdrawn(state)] };

  const row: AttemptRow = { ...attempt, endedAt: at, outcome: 'withdrawn' };
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: 'withdrawn' };
  return { state: next, effects: [record(next, told, [{ type: 'attempt', row }]), clear] };
}

/** The end of all that was promised until now. It is not that of a promise which is about to be spoken: for this one it goes on. */
function closing(state: CallbackState, phase: ClosedPhase, at: Instant): CallbackState {
  if (state.promising.length === 0) return { ...state, phase };
  return { ...renewed(state, at), phase: { name: 'open' }, heldBack: phase };
}

/** What is told of an end, or of a request that has outlived it. */
function factOf(next: CallbackState, phase: ClosedPhase): CallbackFact {
  return isClosed(next) ? phase.name : 'renewed';
}

/** A lease that nobody followed up goes back to the pool. */
function returned(state: CallbackState): CallbackStep {
  return moved(state, { name: 'open' }, 'released', withdrawn(state));
}

/** An agent who was offered what is leased is not to be rung for it any more. */
function withdrawn({ phase }: CallbackState): readonly CallbackEffect[] {
  return phase.name === 'leased' ? [{ type: 'withdraw', lease: phase.lease }] : [];
}

/** A new phase, its record with the attempt's row, and what else is to be done. */
function moved(
  state: CallbackState,
  phase: CallbackPhase,
  fact: CallbackFact,
  effects: readonly CallbackEffect[] = [],
): CallbackStep {
  const next: CallbackState = { ...state, phase };
  const attempt = attemptOf(next);
  const changes: CallbackChange[] = attempt === undefined ? [] : [{ type: 'attempt', row: attempt }];
  return { state: next, effects: [record(next, fact, changes), ...effects] };
}

function record(state: CallbackState, fact: CallbackFact, changes: readonly CallbackChange[]): CallbackEffect {
  return { type: 'record', changes: [{ type: 'request', fact, row: requestRow(state) }, ...changes] };
}
