// SPDX-License-Identifier: GPL-2.0-or-later
// Which number does a caller key in whose own is withheld? Digits, read back, confirmed; a few attempts.

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

/** How a number is keyed in. */
export interface KeyInSettings {
  readonly attempts: number;
  /** Longest wait for the first and every further digit, and for the confirmation. */
  readonly wait: Duration;
  readonly longest: number;
  /** Ends the digits; confirms; asks for another try. */
  readonly keys: { readonly end: string; readonly confirm: string; readonly again: string };
}

/** # ends, 1 confirms, 2 begins anew. */
export const KEY_IN_DEFAULTS: KeyInSettings = {
  attempts: 3,
  wait: 10_000,
  longest: 20,
  keys: { end: '#', confirm: '1', again: '2' },
};

/**
 *   asked ──digit──> collecting ──#, enough or no more──> readBack ──confirm──> confirmed
 *     ^                  │ not usable                         │ again, or nothing in time
 *     └──────────────────┴── attempts left ───────────────────┘
 *                        └── none left ──> abandoned
 *
 * A prompt does not have to be heard to its end: digits count from its beginning. `step` numbers the prompts.
 */
export type KeyInState = { readonly settings: KeyInSettings; readonly step: number; readonly tries: number } & (
  | { readonly name: 'asked'; readonly until: Instant | undefined }
  | { readonly name: 'collecting'; readonly digits: string; readonly until: Instant }
  | { readonly name: 'readBack'; readonly number: string; readonly until: Instant | undefined }
  | { readonly name: 'confirmed'; readonly number: string }
  | { readonly name: 'abandoned' }
);

export type KeyInEvent =
  | { readonly type: 'begin' }
  | { readonly type: 'digit'; readonly digit: string }
  /** The prompt of this step has been played to its end. */
  | { readonly type: 'said'; readonly step: number }
  | { readonly type: 'expired' };

/** A prompt replaces the one that is playing. */
export type KeyInEffect =
  | { readonly type: 'say'; readonly step: number; readonly what: 'keyIn' | 'notUsable' | 'again' }
  /** Speak the digits one by one, then the keys. */
  | { readonly type: 'readBack'; readonly step: number; readonly digits: string }
  | { readonly type: 'stopSaying' }
  | { readonly type: 'confirmed'; readonly digits: string }
  | { readonly type: 'abandoned' };

type KeyInStep = Step<KeyInState, KeyInEffect>;

/** A dialogue before its first prompt; send `begin`. */
export function keyIn(settings: KeyInSettings = KEY_IN_DEFAULTS): KeyInState {
  return { settings, step: 0, tries: 0, name: 'asked', until: undefined };
}

/** Takes a number from a caller; `isUsable` says whether a callback to these digits can be promised. */
export function keyInMachine(isUsable: (digits: string) => boolean): Machine<KeyInState, KeyInEvent, KeyInEffect> {
  return {
    expired: { type: 'expired' },

    deadline: (state) => ('until' in state ? state.until : undefined),

    transition(state, event, at) {
      switch (event.type) {
        case 'begin':
          return state.step === 0 ? ask(state, 'keyIn') : stay(state);
        case 'said':
          return said(state, event.step, at);
        case 'digit':
          return state.step === 0 ? stay(state) : pressed(state, event.digit, at, isUsable);
        case 'expired':
          return expired(state, at, isUsable);
      }
    },
  };
}

function ask(state: KeyInState, what: 'keyIn' | 'notUsable' | 'again'): KeyInStep {
  const { settings, tries } = state;
  const step = state.step + 1;
  if (tries >= settings.attempts) {
    return { state: { settings, step, tries, name: 'abandoned' }, effects: [{ type: 'abandoned' }] };
  }
  const next: KeyInState = { settings, step, tries: tries + 1, name: 'asked', until: undefined };
  return { state: next, effects: [{ type: 'say', step, what }] };
}

function said(state: KeyInState, step: number, at: Instant): KeyInStep {
  if (step !== state.step || (state.name !== 'asked' && state.name !== 'readBack')) return stay(state);
  return stay({ ...state, until: at + state.settings.wait });
}

function pressed(state: KeyInState, digit: string, at: Instant, isUsable: (digits: string) => boolean): KeyInStep {
  const { keys, wait, longest } = state.settings;
  const { settings, step, tries } = state;
  switch (state.name) {
    case 'asked':
    case 'collecting': {
      const before = state.name === 'collecting' ? state.digits : '';
      if (digit === keys.end) return enough(state, before, isUsable);
      if (!/^\d$/.test(digit)) return stay(state);
      const digits = before + digit;
      if (digits.length >= longest) return enough(state, digits, isUsable);
      const next: KeyInState = { settings, step, tries, name: 'collecting', digits, until: at + wait };
      return { state: next, effects: before === '' ? [{ type: 'stopSaying' }] : [] };
    }
    case 'readBack':
      if (digit === keys.again) return ask(state, 'again');
      if (digit !== keys.confirm) return stay(state);
      return {
        state: { settings, step, tries, name: 'confirmed', number: state.number },
        effects: [{ type: 'stopSaying' }, { type: 'confirmed', digits: state.number }],
      };
    default:
      return stay(state);
  }
}

function expired(state: KeyInState, at: Instant, isUsable: (digits: string) => boolean): KeyInStep {
  if (!('until' in state) || state.until === undefined || at < state.until) return stay(state);
  // Many callers do not press # at the end: what stands there then is taken.
  return state.name === 'collecting' ? enough(state, state.digits, isUsable) : ask(state, 'again');
}

function enough(state: KeyInState, digits: string, isUsable: (digits: string) => boolean): KeyInStep {
  if (!isUsable(digits)) return ask(state, 'notUsable');
  const { settings, tries } = state;
  const step = state.step + 1;
  const next: KeyInState = { settings, step, tries, name: 'readBack', number: digits, until: undefined };
  return { state: next, effects: [{ type: 'readBack', step, digits }] };
}
