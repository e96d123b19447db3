// SPDX-License-Identifier: GPL-2.0-or-later
// How does a caller behave? He rings, waits, hangs up after the promise, or talks to whoever answers.
//
//   idle ──dial──> calling ──answered──> listening ──heard agent──> talking ──expired──> over
//                     │ patience            │ │  └──heard promise──> promised ──expired──> over
//                     └──────> over <───────┘ └──heard key-in──> keying ──heard confirm──> listening (digits, then 1)
//   heard menu: presses his key, and goes on listening.  every state: cleared ──> over

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

export interface CallerPlan {
  readonly patience: Duration;
  readonly talk: Duration;
  /** After the promise's first sample. */
  readonly leavesAfterPromise: Duration;
  readonly number: string;
  /** Pressed when he hears a menu. */
  readonly menuKey: string;
}

export type Caller =
  | { readonly name: 'calling'; readonly plan: CallerPlan; readonly until: Instant }
  | { readonly name: 'listening'; readonly plan: CallerPlan; readonly until: Instant }
  | { readonly name: 'promised'; readonly plan: CallerPlan; readonly until: Instant }
  | { readonly name: 'talking'; readonly plan: CallerPlan; readonly until: Instant }
  | { readonly name: 'over' };

export type CallerEvent =
  | { readonly type: 'answered' }
  | { readonly type: 'heardPromise' }
  | { readonly type: 'heardAgent' }
  | { readonly type: 'heardMenu' }
  | { readonly type: 'heardKeyIn' }
  | { readonly type: 'heardKeyInConfirm' }
  | { readonly type: 'cleared' }
  | { readonly type: 'expired' };

export type CallerEffect =
  | { readonly type: 'listen' }
  | { readonly type: 'speak' }
  | { readonly type: 'key'; readonly digits: string }
  | { readonly type: 'hangUp' };

/** A caller who has just dialled. */
export function dialled(plan: CallerPlan, at: Instant): Caller {
  return { name: 'calling', plan, until: at + plan.patience };
}

function transition(state: Caller, event: CallerEvent, at: Instant): Step<Caller, CallerEffect> {
  if (state.name === 'over') return stay(state);
  if (event.type === 'cleared') return { state: { name: 'over' }, effects: [] };
  if (event.type === 'expired') return { state: { name: 'over' }, effects: [{ type: 'hangUp' }] };

  switch (event.type) {
    case 'answered':
      if (state.name !== 'calling') return stay(state);
      return { state: { ...state, name: 'listening' }, effects: [{ type: 'listen' }] };
    case 'heardPromise':
      return { state: { name: 'promised', plan: state.plan, until: at + state.plan.leavesAfterPromise }, effects: [] };
    case 'heardAgent':
      if (state.name === 'talking') return stay(state);
      return {
        state: { name: 'talking', plan: state.plan, until: at + state.plan.talk },
        effects: [{ type: 'speak' }],
      };
    case 'heardMenu':
      return { state, effects: [{ type: 'key', digits: state.plan.menuKey }] };
    case 'heardKeyIn':
      return {
        state: { ...state, until: at + state.plan.patience + 20_000 },
        effects: [{ type: 'key', digits: `${state.plan.number}#` }],
      };
    case 'heardKeyInConfirm':
      return { state, effects: [{ type: 'key', digits: '1' }] };
  }
}

export const callerMachine: Machine<Caller, CallerEvent, CallerEffect> = {
  transition,
  deadline: (state) => (state.name === 'over' ? undefined : state.until),
  expired: { type: 'expired' },
};
