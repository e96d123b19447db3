// SPDX-License-Identifier: GPL-2.0-or-later
// How does a call go out over an FXO line, and has the party answered? The part of the line's machine up to an answer; pure.

import { type Instant, type Step, stay } from '../kernel/index.js';
import type { LineEffect, LineEvent, LineState, LineTrouble } from './line-state.js';
import { REST_FIRST, REST_MOST, RINGBACK_OVER } from './settings.js';
import { cleared, guarded, lasting, step } from './steps.js';

type LineStep = Step<LineState, LineEffect>;

/** Off hook, and waiting for the dial tone. Speech in its place: another telephone is on this line, or wires are crossed. */
export function fromSeizing(state: Extract<LineState, { name: 'seizing' }>, event: LineEvent, at: Instant): LineStep {
  switch (event.type) {
    case 'tone':
      if (event.tone !== 'dial') return unusable(state, 'LINE_NO_DIAL_TONE', at);
      return step(
        { ...lasting(state), failures: 0, name: 'sending', call: state.call },
        ...(state.failures > 0 ? [{ type: 'mended' } as const] : []),
        { type: 'dial', digits: state.digits },
      );
    case 'speech':
      return unusable(state, 'LINE_IN_USE', at);
    case 'expired':
      return unusable(state, 'LINE_NO_DIAL_TONE', at);
    case 'dropped':
      return unusable(state, 'LINE_NO_DIAL_TONE', at);
    case 'clear':
      return event.call === state.call ? guarded(state, at, cleared(state.call, event.cause, false)) : stay(state);
    default:
      return stay(state);
  }
}

/** Another line is tried (cause 44); this one rests, twice as long each time. */
function unusable(state: Extract<LineState, { name: 'seizing' }>, code: LineTrouble, at: Instant): LineStep {
  const avoidUntil = at + Math.min(REST_MOST, REST_FIRST * 2 ** state.failures);
  const failed = { ...state, failures: Math.min(state.failures + 1, 10), avoidUntil };
  return guarded(failed, at, { type: 'trouble', code }, cleared(state.call, 44, true));
}

/** The number is being dialled. */
export function fromSending(state: Extract<LineState, { name: 'sending' }>, event: LineEvent, at: Instant): LineStep {
  const { call } = state;
  if (event.type === 'clear' && event.call === call) return guarded(state, at, cleared(call, event.cause, false));
  if (event.type === 'dropped') return guarded(state, at, cleared(call, 16, true));
  if (event.type !== 'sent') return stay(state);
  return step(
    { ...lasting(state), name: 'awaiting', call, rang: false, rings: false },
    { type: 'listen', for: 'answer' },
    { type: 'tell', news: 'proceeding', call },
  );
}

/** It rings over there, or says by a tone why it does not. */
export function fromAwaiting(state: Extract<LineState, { name: 'awaiting' }>, event: LineEvent, at: Instant): LineStep {
  const { call } = state;
  switch (event.type) {
    case 'polarity':
      return talking(state, { presumed: false, reversed: event.reversed });
    case 'dropped':
      return guarded(state, at, cleared(call, 16, true));
    case 'tone':
      return toned(state, event.tone, at);
    case 'toneEnded':
      return event.tone === 'ringback' ? step({ ...state, rings: false, until: at + RINGBACK_OVER }) : stay(state);
    case 'speech':
      return spoken(state);
    case 'expired':
      // Nobody rings any more, and no busy tone came. Where the line is reversed it is no answer.
      if (state.settings.answerBy === 'tones') return talking(state, { presumed: true });
      return step(withoutEnd(state));
    case 'clear':
      return event.call === call ? guarded(state, at, cleared(call, event.cause, false)) : stay(state);
    default:
      return stay(state);
  }
}

type Awaiting = Extract<LineState, { name: 'awaiting' }>;

function toned(state: Awaiting, tone: string, at: Instant): LineStep {
  const { call } = state;
  if (tone === 'busy') return guarded(state, at, cleared(call, 17, true));
  if (tone === 'congestion') return guarded(state, at, cleared(call, 42, true));
  if (tone === 'information') return guarded(state, at, cleared(call, 1, true));
  if (tone !== 'ringback') return stay(state);
  const ringing: LineState = { ...withoutEnd(state), rang: true, rings: true };
  return state.rang ? step(ringing) : step(ringing, { type: 'tell', news: 'alerting', call });
}

/** Somebody speaks: the party, or an announcement of the exchange where it would reverse the line for the party. */
function spoken(state: Awaiting): LineStep {
  if (state.settings.answerBy === 'tones') return talking(state, { presumed: true });
  if (state.rang) return stay(state);
  return step({ ...state, rang: true }, { type: 'tell', news: 'progress', call: state.call });
}

function talking(
  state: Awaiting,
  { presumed, reversed }: { readonly presumed: boolean; readonly reversed?: boolean },
): LineStep {
  const talks: LineState = {
    ...lasting(state),
    ...{ name: 'talking', call: state.call },
    ...(reversed !== undefined && { reversed }),
  };
  return step(talks, { type: 'listen', for: 'end' }, { type: 'answered', call: state.call, presumed });
}

function withoutEnd({ until: _, ...state }: Awaiting): Awaiting {
  return state;
}
