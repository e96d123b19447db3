// SPDX-License-Identifier: GPL-2.0-or-later
// How is one promise kept? A request for a callback from its capture to its end.

import type { Instant, Machine } from '../kernel/index.js';
import { altered, stay } from '../kernel/index.js';
import { captured, changed, postponed, promiseBegan, uncaptured, worthIt } from './callback-captures.js';
import {
  type CallbackStep,
  closing,
  ended,
  factOf,
  failed,
  givenUp,
  moved,
  record,
  returned,
} from './callback-ends.js';
import {
  attemptOf,
  type CallbackEffect,
  type CallbackEvent,
  type CallbackPhase,
  type CallbackState,
  isClosed,
} from './callback-state.js';
import type { AttemptRow, CallbackFact } from './rows.js';

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
    if (isClosed(state)) return stay(state);
    switch (event.type) {
      case 'configured':
        return worthIt({ ...state, settings: event.settings }, at);
      case 'captured':
        return captured(state, event, at);
      case 'changed':
        return changed(state, event.change);
      case 'uncaptured':
        return uncaptured(state, event.call, at);
      case 'promiseBegan':
        return promiseBegan(state, event.call, at);
      case 'served':
        return ended(state, { name: 'served', at, call: event.call }, at);
      case 'spent':
        return givenUp(state, 'setups', at);
      case 'postponed':
        return postponed(state, event.due, at);
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
    ...(event.direct && { direct: true }),
  };
  const counted = altered(state, { request: altered(request, { setups: request.setups + 1 }) });
  return moved(counted, { name: 'committing', attempt, lease: phase.lease, owner: phase.owner }, 'attempted');
}

type AttemptEvent = Extract<CallbackEvent, { readonly attempt: string }>;

function attempting(state: CallbackState, event: Exclude<AttemptEvent, { type: 'dial' }>, at: Instant): CallbackStep {
  const { phase, settings } = state;
  switch (event.type) {
    case 'committed': {
      if (phase.name !== 'committing') return stay(state);
      const { wrongDigits } = state;
      const attempt = altered(phase.attempt, { startedAt: at }); // a slow disk must not make a window shorter
      const form = wrongDigits === undefined ? {} : { wrongDigits };
      const dial: CallbackEffect = { type: 'dial', attempt, ring: settings.ring, ...form };
      const until = at + settings.ring + CLEARING;
      return { state: altered(state, { phase: { name: 'dialling', attempt, until } }), effects: [dial] };
    }
    case 'commitFailed':
      return phase.name === 'committing' ? failed(state, phase.attempt, 'congestion', at) : stay(state);
    case 'dialled':
      return phase.name === 'dialling'
        ? learned(state, altered(phase.attempt, { dialled: event.digits }))
        : stay(state);
    case 'rang':
      if (phase.name !== 'dialling' || phase.attempt.rangAt !== undefined) return stay(state);
      return learned(state, altered(phase.attempt, { rangAt: at }));
    case 'reached':
      if (phase.name !== 'dialling') return stay(state);
      return reached(
        state,
        altered(phase.attempt, { rangAt: phase.attempt.rangAt ?? at, reachedAt: at }),
        event.presumed === true,
        at,
      );
    case 'asked':
      if (phase.name !== 'confirming') return stay(state);
      return stay(altered(state, { phase: altered(phase, { until: at + settings.confirm.wait }) }));
    case 'digit':
      return phase.name === 'confirming' ? pressed(state, phase.attempt, event.digit, at) : stay(state);
    case 'connected':
      return phase.name === 'connecting'
        ? connected(state, altered(phase.attempt, { agent: event.agent }), at)
        : stay(state);
    case 'failed':
      return phase.name === 'committing' ? stay(state) : failedAs(state, event, at);
  }
}

/** News of an attempt that is being dialled; only its row changes. */
function learned(state: CallbackState, attempt: AttemptRow): CallbackStep {
  if (state.phase.name !== 'dialling') return stay(state);
  const next = { ...state, phase: { ...state.phase, attempt } };
  return { state: next, effects: [{ type: 'record', changes: [{ type: 'attempt', row: attempt }] }] };
}

function reached(state: CallbackState, attempt: AttemptRow, presumed: boolean, at: Instant): CallbackStep {
  if ((attempt.order === 'agentFirst' || attempt.direct) && !presumed) return connect(state, attempt, 'reached', at);
  return moved(state, asking(state, attempt, 1, at), 'reached', [{ type: 'ask', attempt: attempt.id, time: 1 }]);
}

/** Until the question has been played, `until` is a safety: a prompt that never ends. */
function asking({ settings }: CallbackState, attempt: AttemptRow, asked: number, at: Instant): CallbackPhase {
  return { name: 'confirming', attempt, asked, until: at + settings.confirm.wait + CLEARING };
}

function pressed(state: CallbackState, attempt: AttemptRow, digit: string, at: Instant): CallbackStep {
  const { confirm } = state.settings;
  if (digit === confirm.key) return connect(state, altered(attempt, { confirmedAt: at }), 'confirmed', at);
  if (digit === confirm.decline) return failed(state, attempt, 'declined', at);
  return digit === confirm.optOut ? failed(state, attempt, 'refused', at) : stay(state);
}

function connect(state: CallbackState, attempt: AttemptRow, fact: CallbackFact, at: Instant): CallbackStep {
  const { queue, enqueuedAt, wants } = state.request;
  const { connectWithin, pacing } = state.settings;
  const phase: CallbackPhase = {
    name: 'connecting',
    attempt,
    until: at + (attempt.direct ? pacing.within : connectWithin),
  };
  const asks = wants === undefined ? {} : { wants };
  return moved(state, phase, fact, [{ type: 'connect', attempt, queue, enqueuedAt, ...asks }]);
}

function connected(state: CallbackState, attempt: AttemptRow, at: Instant): CallbackStep {
  const done = altered(attempt, { endedAt: at, outcome: 'connected' });
  const request = altered(state.request, { attempts: state.request.attempts + 1, lastOutcome: 'connected' });
  const phase = { name: 'completed', at, attempt: done } as const;
  const next = closing(altered(state, { request }), phase, at);
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
      return failed(state, phase.attempt, phase.attempt.direct ? 'dropped' : 'noAgent', at);
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

function failedAs(
  state: CallbackState,
  { outcome, cause, otherForm = false }: Extract<CallbackEvent, { readonly type: 'failed' }>,
  at: Instant,
): CallbackStep {
  const attempt = attemptOf(state);
  if (attempt === undefined || outcome === 'connected') return stay(state);
  const { dialled } = attempt;
  const told = otherForm && dialled !== undefined ? { ...state, wrongDigits: dialled } : state;
  return failed(told, cause === undefined ? attempt : { ...attempt, cause }, outcome, at, { otherForm });
}
