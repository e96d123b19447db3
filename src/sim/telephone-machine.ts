// SPDX-License-Identifier: GPL-2.0-or-later
// How does an agent at a plain telephone behave? Signs in by dial code, lifts when it rings, talks, puts down.
//
//   start ──begin──> lifted ──expired: dial──> dialling ──heard signed in──> signedIn ──expired: put down──> resting
//                      ^                          │ expired: put down                                        │  ^
//                      └──tries left, expired── pausing ──none left──> resting                         rings │  │ expired
//                                                                                                            v  │
//                                                                     talking <──expired: lift── ringing ────┘  │
//                                                                        └──────────────────────────────────────┘

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

export type Telephone =
  | { readonly name: 'start' }
  | { readonly name: 'lifted'; readonly tries: number; readonly until: Instant }
  | { readonly name: 'dialling'; readonly tries: number; readonly until: Instant }
  | { readonly name: 'pausing'; readonly tries: number; readonly until: Instant }
  | { readonly name: 'signedIn'; readonly until: Instant }
  | { readonly name: 'resting' }
  | { readonly name: 'ringing'; readonly until: Instant }
  | { readonly name: 'talking'; readonly until: Instant };

export type TelephoneEvent =
  | { readonly type: 'begin' }
  /** The box said that he is signed in. */
  | { readonly type: 'heardSignedIn' }
  | { readonly type: 'rings'; readonly reaction: Duration }
  | { readonly type: 'ringStopped' }
  /** The caller's voice was heard for the first time: the conversation is as long as given from here. */
  | { readonly type: 'heardCaller'; readonly talk: Duration }
  | { readonly type: 'expired' };

export type TelephoneEffect =
  | { readonly type: 'lift' }
  | { readonly type: 'putDown' }
  | { readonly type: 'signIn' }
  | { readonly type: 'speak' }
  | { readonly type: 'answered' };

const DIAL_TONE: Duration = 800; // listens to dial tone before dialling
const DIALLING: Duration = 6_000; // dials, hears the answer of the box
const PAUSE: Duration = 2_000; // on hook, long enough to be no flash
const MOST_TRIES = 4; // digits may be lost on a bad line
const NOBODY_THERE: Duration = 15_000; // puts down when nobody speaks

function expired(state: Telephone, at: Instant): Step<Telephone, TelephoneEffect> {
  switch (state.name) {
    case 'lifted':
      return { state: { name: 'dialling', tries: state.tries, until: at + DIALLING }, effects: [{ type: 'signIn' }] };
    case 'dialling':
      return { state: { name: 'pausing', tries: state.tries, until: at + PAUSE }, effects: [{ type: 'putDown' }] };
    case 'pausing':
      return state.tries < MOST_TRIES ? lifted(state.tries + 1, at) : stay({ name: 'resting' });
    case 'signedIn':
    case 'talking':
      return { state: { name: 'resting' }, effects: [{ type: 'putDown' }] };
    case 'ringing':
      return {
        state: { name: 'talking', until: at + NOBODY_THERE },
        effects: [{ type: 'lift' }, { type: 'answered' }, { type: 'speak' }],
      };
    default:
      return stay(state);
  }
}

function lifted(tries: number, at: Instant): Step<Telephone, TelephoneEffect> {
  return { state: { name: 'lifted', tries, until: at + DIAL_TONE }, effects: [{ type: 'lift' }] };
}

function transition(state: Telephone, event: TelephoneEvent, at: Instant): Step<Telephone, TelephoneEffect> {
  switch (event.type) {
    case 'begin':
      return state.name === 'start' ? lifted(1, at) : stay(state);
    case 'heardSignedIn':
      return state.name === 'dialling' ? stay({ name: 'signedIn', until: state.until }) : stay(state);
    case 'rings':
      return state.name === 'resting'
        ? { state: { name: 'ringing', until: at + event.reaction }, effects: [] }
        : stay(state);
    case 'ringStopped':
      return state.name === 'ringing' ? { state: { name: 'resting' }, effects: [] } : stay(state);
    case 'heardCaller':
      return state.name === 'talking'
        ? { state: { name: 'talking', until: at + event.talk }, effects: [] }
        : stay(state);
    case 'expired':
      return expired(state, at);
  }
}

export const telephoneMachine: Machine<Telephone, TelephoneEvent, TelephoneEffect> = {
  transition,
  deadline: (state) => ('until' in state ? state.until : undefined),
  expired: { type: 'expired' },
};
