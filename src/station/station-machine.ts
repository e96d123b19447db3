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
//
//       busyTone ──40 s──▶ howling ──60 s──▶ leftOff: it lies beside its hook, or its line is shorted
//
// Of an agent with a headset, whose telephone stays lifted: where others hear busy tone he rests in silence, and a short tone takes his calls.
//
//   dialling, connected ──released, nothing dialled──▶ resting ──ring──▶ announced ──the tone is over──▶ connected
//                         flash: dialling ◀──────────── │  ▲               │ stopRinging, released
//                                                       ▼  └───────────────┘        putDown: declined
//                                                     idle

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
  /** `until`: when it is told that it lies beside its hook. */
  | { readonly name: 'busyTone'; readonly until: Instant }
  | { readonly name: 'howling'; readonly until: Instant }
  /** Lifted for long, without a call: nothing is played to it any more. */
  | { readonly name: 'leftOff' }
  /** Lifted for good, and nothing goes on: it can be rung. */
  | { readonly name: 'resting' }
  /** The tone that tells of a call sounds. */
  | { readonly name: 'announced'; readonly offer: OfferId; readonly until: Instant };

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
  /** It lies beside its hook: a loud tone. */
  | { readonly type: 'howler' }
  /** It has lain there for long, or (not `on`) is on its hook again. */
  | { readonly type: 'leftOff'; readonly on: boolean }
  /** A call comes, by itself. */
  | { readonly type: 'announce' }
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
  /** Whether it stays lifted between calls: its agent has a headset. Default: no. */
  readonly stays?: () => boolean;
}

/** How long busy tone sounds, and the loud one behind it. */
export const BUSY_FOR: Duration = 40_000;
export const HOWLS_FOR: Duration = 60_000;

/** How long the tone sounds that tells of a call. */
export const ANNOUNCED_FOR: Duration = 400;

type StationStep = Step<StationState, StationEffect>;

/** A machine for stations of these dialling habits. */
export function stationMachine(habits: DialHabits): Machine<StationState, StationEvent, StationEffect> {
  return {
    transition: (state, event, at) => transition(habits, state, event, at),
    deadline: (state) => ('until' in state ? state.until : undefined),
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
      return rung(state, event.offer, at);
    case 'stopRinging':
      return stopped(state, event.offer);
    case 'dial':
      return state.name === 'connected' ? dialling(habits, at, [], true) : stay(state);
    case 'talks':
      if (state.name !== 'dialling' || !state.recalled) return stay(state);
      return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'silence' }] };
    case 'released':
      return released(habits, state, at);
    case 'digit':
      return digit(habits, state, event.digit, at);
    case 'flash':
      return flash(habits, state, at);
    case 'expired':
      return expired(habits, state, at);
  }
}

function rung(state: StationState, offer: OfferId, at: Instant): StationStep {
  const effects: readonly StationEffect[] = [
    { type: 'openLeg', direction: 'outgoing' },
    { type: 'ringing', offer },
  ];
  if (state.name === 'idle') return { state: { name: 'ringing', offer }, effects };
  if (state.name !== 'resting') return stay(state);
  const until = at + ANNOUNCED_FOR;
  return { state: { name: 'announced', offer, until }, effects: [...effects, { type: 'announce' }] };
}

function stopped(state: StationState, offer: OfferId): StationStep {
  if ((state.name !== 'ringing' && state.name !== 'announced') || state.offer !== offer) return stay(state);
  const rest = state.name === 'ringing' ? 'idle' : 'resting';
  return { state: { name: rest }, effects: [{ type: 'closeLeg', by: 'box' }] };
}

function lifted(habits: DialHabits, state: StationState, at: Instant): StationStep {
  if (state.name === 'idle')
    return dialling(habits, at, [{ type: 'openLeg', direction: 'incoming' }, { type: 'lifted' }]);
  return state.name === 'ringing' ? taken(state.offer) : stay(state);
}

function taken(offer: OfferId): StationStep {
  return { state: { name: 'connected', offer }, effects: [{ type: 'answerLeg' }, { type: 'answered', offer }] };
}

function flash(habits: DialHabits, state: StationState, at: Instant): StationStep {
  if (state.name === 'resting')
    return dialling(habits, at, [{ type: 'openLeg', direction: 'incoming' }, { type: 'lifted' }]);
  if (state.name === 'connected') return { state, effects: [{ type: 'flash' }] };
  if (state.name !== 'dialling' || !state.recalled) return stay(state);
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'silence' }, { type: 'flash' }] };
}

/** Who has a call on hold hears that nothing came of it, and goes back by a flash. */
function expired(habits: DialHabits, state: StationState, at: Instant): StationStep {
  if (state.name === 'announced') return taken(state.offer);
  if (state.name === 'busyTone')
    return { state: { name: 'howling', until: at + HOWLS_FOR }, effects: [{ type: 'howler' }] };
  if (state.name === 'howling')
    return { state: { name: 'leftOff' }, effects: [{ type: 'silence' }, { type: 'leftOff', on: true }] };
  if (state.name !== 'dialling') return stay(state);
  const { digits, recalled } = state;
  if (digits !== '' || !recalled) return complete(habits, digits, at);
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'busyTone' }] };
}

function dialling(
  { firstWithin, nextWithin, stays }: DialHabits,
  at: Instant,
  before: readonly StationEffect[],
  recalled = false,
): StationStep {
  const within = stays?.() === true ? nextWithin : firstWithin;
  return {
    state: { name: 'dialling', digits: '', until: at + within, recalled },
    effects: [...before, { type: 'dialTone' }],
  };
}

function putDown(state: StationState): StationStep {
  if (state.name === 'idle' || state.name === 'ringing') return stay(state);
  if (state.name === 'resting') return { state: { name: 'idle' }, effects: [{ type: 'silence' }] };
  if (state.name === 'announced') return refused({ name: 'idle' }, state.offer, [{ type: 'closeLeg', by: 'agent' }]);
  if (state.name === 'leftOff')
    return {
      state: { name: 'idle' },
      effects: [
        { type: 'leftOff', on: false },
        { type: 'hungUp', offer: undefined },
      ],
    };
  const offer = state.name === 'connected' ? state.offer : undefined;
  const hasTone = state.name === 'busyTone' || state.name === 'howling';
  const end: StationEffect = hasTone ? { type: 'silence' } : { type: 'closeLeg', by: 'agent' };
  return { state: { name: 'idle' }, effects: [end, { type: 'hungUp', offer }] };
}

function refused(state: StationState, offer: OfferId, before: readonly StationEffect[] = []): StationStep {
  return { state, effects: [...before, { type: 'declined', offer }] };
}

function released(habits: DialHabits, state: StationState, at: Instant): StationStep {
  if (state.name === 'ringing') return refused({ name: 'idle' }, state.offer);
  if (state.name === 'announced') return refused({ name: 'resting' }, state.offer);
  if (state.name !== 'dialling' && state.name !== 'connected') return stay(state);
  if (habits.stays?.() !== true) return { state: busy(at), effects: [{ type: 'busyTone' }, { type: 'gone' }] };
  const offer = state.name === 'connected' ? state.offer : undefined;
  return resting([{ type: 'silence' }], offer);
}

/** At rest, though it is lifted: whatever was there is over. */
function resting(before: readonly StationEffect[], offer: OfferId | undefined): StationStep {
  return { state: { name: 'resting' }, effects: [...before, { type: 'hungUp', offer }] };
}

function digit(habits: DialHabits, state: StationState, pressed: string, at: Instant): StationStep {
  if (state.name === 'connected') return { state, effects: [{ type: 'digit', digit: pressed }] };
  if (state.name !== 'dialling') return stay(state);
  const digits = state.digits + pressed;
  const silence: readonly StationEffect[] = state.digits === '' ? [{ type: 'silence' }] : [];
  if (habits.more(digits)) {
    return { state: { ...state, digits, until: at + habits.nextWithin }, effects: silence };
  }
  const step = complete(habits, digits, at);
  return { state: step.state, effects: [...silence, ...step.effects] };
}

const busy = (at: Instant): StationState => ({ name: 'busyTone', until: at + BUSY_FOR });

function complete({ stays }: DialHabits, digits: string, at: Instant): StationStep {
  if (digits === '' && stays?.() === true) return resting([{ type: 'closeLeg', by: 'box' }], undefined);
  if (digits === '') return { state: busy(at), effects: [{ type: 'closeLeg', by: 'box' }, { type: 'busyTone' }] };
  return { state: { name: 'connected', offer: undefined }, effects: [{ type: 'dialled', digits }] };
}
