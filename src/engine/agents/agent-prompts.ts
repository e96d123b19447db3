// SPDX-License-Identifier: GPL-2.0-or-later
// What does an agent hear after dialling a code? The prompt of each answer.

import { TelephonyError } from '../../faults.js';
import { BreaksFull } from './breaks.js';

/** What came of an agent's command. */
export type Feedback =
  | 'signedIn'
  | 'signedOut'
  | 'wrongPin'
  | 'pinChanged'
  | 'pinLocked'
  | 'signedInElsewhere'
  | 'notSignedIn'
  | 'ready'
  | 'notReady'
  | 'skillsChosen'
  | 'skillsUsual'
  | 'wrapUpDone'
  | 'noCallbacks'
  | 'callbackFollows'
  | 'notAllowed'
  | 'pinWeak'
  | 'pinsDiffer'
  | 'shopClosed'
  | 'shopOpen'
  | 'breakFull'
  | 'notPossible'
  | 'unknownCode';

export const FEEDBACK_PROMPTS: Readonly<Record<Feedback, string>> = {
  signedIn: 'agent-signed-in',
  signedOut: 'agent-signed-out',
  wrongPin: 'agent-wrong-pin',
  pinChanged: 'agent-pin-changed',
  pinLocked: 'agent-pin-locked',
  signedInElsewhere: 'agent-signed-in-elsewhere',
  notSignedIn: 'agent-not-signed-in',
  ready: 'agent-ready',
  notReady: 'agent-not-ready',
  skillsChosen: 'agent-skills-chosen',
  skillsUsual: 'agent-skills-usual',
  wrapUpDone: 'agent-ready',
  noCallbacks: 'agent-no-callbacks',
  callbackFollows: 'agent-callback-follows',
  notAllowed: 'agent-not-allowed',
  pinWeak: 'agent-pin-weak',
  pinsDiffer: 'agent-pins-differ',
  shopClosed: 'shop-closed-now',
  shopOpen: 'shop-open-now',
  breakFull: 'agent-break-full',
  notPossible: 'agent-not-possible',
  unknownCode: 'agent-unknown-code',
};

/** What he hears of a refusal. Throws what is none. */
export function refusalOf(error: unknown): Feedback {
  if (error instanceof BreaksFull) return 'breakFull';
  if (error instanceof TelephonyError && error.code === 'REFUSED') return 'notPossible';
  throw error;
}
