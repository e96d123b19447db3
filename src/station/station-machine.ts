// SPDX-License-Identifier: GPL-2.0-or-later
// What is an agent doing with a plain telephone? Pure: hook, digits and offers in; tones, legs and news out.
//
//                lifted                  complete or paused
//      ┌──────▶ dialling ────────────────────────────────────▶ connected ──flash, digit──▶ (told)
//      │           │ nothing dialled              ▲               │  ▲ │
//    idle          ▼                              │ lifted        │  │ └──dial──▶ dialling
//      │       busyTone ◀─────────────────────────┼───released────┘  │
//      │                                          │                  │
//      └─ring──▶ ringing ─────────────────────────┴──────────────────┘
//                  │ stopRinging, released
//                  ▼
//                idle          putDown leads to idle from everywhere

import { type Duration, type Instant, type Machine, type Step, stay } from '../kernel/index.js';

/** One attempt to give this station a call; what the offer's makers call it. */
export type OfferId = string;

export type StationState =
  | { readonly name: 'idle' }
  | { readonly name: 'ringing'; readonly offer: OfferId }
  /** `recalled`: a call is held meanwhile; a flash, or no digit, leads back. */
  | { readonly name: 'dialling'; readonly digits: string; readonly until: Instant; readonly recalled: boolean }
  /** Talks to the system or to a party; `offer` is the one that was answered. */
  | { readonly name: 'connected'; readonly offer: OfferId | undefined }
  | { readonly name: 'busyTone' };

export type StationEvent =
  | { readonly type: 'lifted' }
  | { readonly type: 'putDown' }
  | { readonly type: 'flash' }
  | { readonly type: 'digit'; readonly digit: string }
  | { readonly type: 'ring'; readonly offer: OfferId }
  | { readonly type: 'stopRinging'; readonly offer: OfferId }
  /** Gives dial tone once more, to a lifted telephone. */
  | { readonly type: 'dial' }
  /** Somebody else has ended his dialling, amid a call: he talks. */
  | { readonly type: 'talks' }
  /** The box cleared the station's leg. */
  | { readonly type: 'released' }
  | { readonly type: 'expired' };

export type StationEffect =
  | { readonly type: 'openLeg'; readonly direction: 'incoming' | 'outgoing' }
  | { readonly type: 'answerLeg' }
  /** `by`: put down by the agent, or ended by the box. */
  | { readonly type: 'closeLeg'; readonly by: 'agent' | 'box' }
  | { readonly type: 'dialTone' }
  | { readonly type: 'busyTone' }
  | { readonly type: 'silence' }
  | { readonly type: 'lifted' }
  | { readonly type: 'dialled'; readonly digits: string }
  | { readonly type: 'ringing'; readonly offer: OfferId }
  | { readonly type: 'answered'; readonly offer: OfferId }
  /** It rings no more, and nobody has lifted or stopped it: its leg was cleared. */
  | { readonly type: 'declined'; readonly offer: OfferId }
  /** Its leg was cleared; it is still lifted. */
  | { readonly type: 'gone' }
  | { readonly type: 'hungUp'; readonly offer: OfferId | undefined }
  | { readonly type: 'flash' }
  | { readonly type: 'digit'; readonly digit: string };

export interface DialHabits {
  /** Whether more digits may follow those dialled so far. */
  readonly more: (digits: string) => boolean;
  readonly firstWithin: Duration;
  readonly nextWithin: Duration;
}

type StationStep = Step<StationState, StationEffect>;

/** A machine for stations of these dialling habits. */
export function stationMachine(habits: DialHabits): Machine<StationState, StationEvent, StationEffect> {
  return {
    transition: (state, event, at) => transition(habits, state, event, at),
    deadline: (state) => (state.name === 'dialling' ? state.until : undefined),
    expired: { type: 'expired' },
  };
}

function transition(habits: DialHabits, state: StationState, event: StationEvent, at: Instant): StationStep {
  switch (event.type) {
    case 'lifted':
      return lifted(habits, state, at);
    case 'putDown':
      return putDown(state);
    case 'ring':
      if (state.name !== 'idle') return stay(state);
      return {
        state: { name: 'ringing', offer: event.offer },
        effects: [
          { type: 'openLeg', direction: 'outgoing' },
          { type: 'ringing', offer: event.offer },
        ],
      };
    case 'stopRinging':
      if (state.name !== 'ringing' || state.offer !== event.offer) return stay(state);
      return { state: { name: 'idle' }, effects: [{ type: 'closeLeg', by: 'box' }] };
    case 'dial':
      return state.name === 'connected' ? dialling(habits, at, [], true) : stay(state);
    case 'talks':
      if (state.name !== 'dialling' || !state.recalled) return stay(state);
      return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'silence' }] };
    case 'released':
      return released(state);
    case 'digit':
      return digit(habits, state, event.digit, at);
    case 'flash':
      return flash(state);
    case 'expired':
      return state.name === 'dialling' ? expired(state) : stay(state);
  }
}

function lifted(habits: DialHabits, state: StationState, at: Instant): StationStep {
  if (state.name === 'idle')
    return dialling(habits, at, [{ type: 'openLeg', direction: 'incoming' }, { type: 'lifted' }]);
  if (state.name !== 'ringing') return stay(state);
  const { offer } = state;
  return { state: { name: 'connected', offer }, effects: [{ type: 'answerLeg' }, { type: 'answered', offer }] };
}

function flash(state: StationState): StationStep {
  if (state.name === 'connected') return { state, effects: [{ type: 'flash' }] };
  if (state.name !== 'dialling' || !state.recalled) return stay(state);
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'silence' }, { type: 'flash' }] };
}

/** Who has a call on hold hears that nothing came of it, and goes back by a flash. */
function expired({ digits, recalled }: Extract<StationState, { readonly name: 'dialling' }>): StationStep {
  if (digits !== '' || !recalled) return complete(digits);
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'busyTone' }] };
}

function dialling(
  { firstWithin }: DialHabits,
  at: Instant,
  before: readonly StationEffect[],
  recalled = false,
): StationStep {
  return {
    state: { name: 'dialling', digits: '', until: at + firstWithin, recalled },
    effects: [...before, { type: 'dialTone' }],
  };
}

function putDown(state: StationState): StationStep {
  if (state.name === 'idle' || state.name === 'ringing') return stay(state);
  const offer = state.name === 'connected' ? state.offer : undefined;
  const end: StationEffect = state.name === 'busyTone' ? { type: 'silence' } : { type: 'closeLeg', by: 'agent' };
  return { state: { name: 'idle' }, effects: [end, { type: 'hungUp', offer }] };
}

function released(state: StationState): StationStep {
  if (state.name === 'ringing') return { state: { name: 'idle' }, effects: [{ type: 'declined', offer: state.offer }] };
  if (state.name === 'dialling' || state.name === 'connected') {
    return { state: { name: 'busyTone' }, effects: [{ type: 'busyTone' }, { type: 'gone' }] };
  }
  return stay(state);
}

function digit(habits: DialHabits, state: StationState, pressed: string, at: Instant): StationStep {
  if (state.name === 'connected') return { state, effects: [{ type: 'digit', digit: pressed }] };
  if (state.name !== 'dialling') return stay(state);
  const digits = state.digits + pressed;
  const silence: readonly StationEffect[] = state.digits === '' ? [{ type: 'silence' }] : [];
  if (habits.more(digits)) {
    return { state: { ...state, digits, until: at + habits.nextWithin }, effects: silence };
  }
  const step = complete(digits);
  return { state: step.state, effects: [...silence, ...step.effects] };
}

function complete(digits: string): StationStep {
  if (digits === '')
    return { state: { name: 'busyTone' }, effects: [{ type: 'closeLeg', by: 'box' }, { type: 'busyTone' }] };
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'dialled', digits }] };
}
