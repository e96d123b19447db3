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
        return captured(state, event.promised, at);
      case 'uncaptured':
        return uncaptured(state, at);
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
  const next: CallbackState = {
    ...state,
    request: { ...state.request, attempts: state.request.attempts + 1, lastOutcome: 'connected' },
    phase: { name: 'completed', at, attempt: done },
  };
  return { state: next, effects: [record(next, 'completed', [{ type: 'attempt', row: done }])] };
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
function captured(state: CallbackState, promised: boolean, at: Instant): CallbackStep {
  const { lastOutcome: _, ...facts } = state.request;
  const request = {
    ...facts,
    promised: facts.promised || promised,
    captures: facts.captures + 1,
    due: Math.min(facts.due, at),
    expiresAt: Math.max(facts.expiresAt, at + state.settings.expiry),
    attempts: 0, // a new promise is worth all its attempts
  };
  const { phase } = state;
  const next: CallbackState = { ...state, request };
  const merged = moved(next, phase, 'merged');
  if (phase.name !== 'committing' && phase.name !== 'dialling') return merged;

  const stopped = failed(next, phase.attempt, 'withdrawn', at);
  return { state: stopped.state, effects: [...merged.effects, ...stopped.effects] };
}

function uncaptured(state: CallbackState, at: Instant): CallbackStep {
  const { captures } = state.request;
  if (captures <= 1) {
    const none = { ...state, request: { ...state.request, captures: 0 } };
    return ended(none, { name: 'givenUp', at, reason: 'cancelled' }, at, 'uncaptured');
  }
  return moved({ ...state, request: { ...state.request, captures: captures - 1 } }, state.phase, 'uncaptured');
}

function failedAs(state: CallbackState, outcome: AttemptOutcome, at: Instant, cause?: number): CallbackStep {
  const attempt = attemptOf(state);
  if (attempt === undefined || outcome === 'connected') return stay(state);
  return failed(state, cause === undefined ? attempt : { ...attempt, cause }, outcome, at);
}

/** An attempt has failed: the next one falls due, or there is none. */
function failed(state: CallbackState, attempt: AttemptRow, outcome: Failure, at: Instant): CallbackStep {
  const { request, settings } = state;
  const after = afterFailure(request, outcome, settings, at);
  const next: CallbackState = {
    ...state,
    request: { ...request, attempts: after.attempts, lastOutcome: outcome, due: after.again ? after.due : request.due },
    phase: after.again ? { name: 'open' } : { name: 'givenUp', at, reason: after.reason },
  };
  const row: AttemptRow = { ...attempt, endedAt: at, outcome };
  const changes: CallbackChange[] = [{ type: 'attempt', row }];
  if (outcome === 'refused') changes.push({ type: 'doNotCall', number: request.number, request: request.id, at });
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: outcome };
  return { state: next, effects: [record(next, after.again ? 'failed' : 'givenUp', changes), clear] };
}

function givenUp(state: CallbackState, reason: GiveUpReason, at: Instant): CallbackStep {
  return ended(state, { name: 'givenUp', at, reason }, at);
}

/** The end from outside; an attempt under way is taken back. */
function ended(
  state: CallbackState,
  phase: CallbackPhase & { name: 'served' | 'givenUp' },
  at: Instant,
  fact: CallbackFact = phase.name,
): CallbackStep {
  const attempt = attemptOf(state);
  const next: CallbackState = { ...state, phase };
  if (attempt === undefined) return { state: next, effects: [record(next, fact, []), ...withdrawn(state)] };

  const row: AttemptRow = { ...attempt, endedAt: at, outcome: 'withdrawn' };
  const clear: CallbackEffect = { type: 'clear', attempt: attempt.id, why: 'withdrawn' };
  return { state: next, effects: [record(next, fact, [{ type: 'attempt', row }]), clear] };
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
