// SPDX-License-Identifier: GPL-2.0-or-later
// How does a customer behave who is called back? Busy, out, a voicemail, or he answers, presses 1 and talks.
//
//   ringing ──expired──> answered ──heard confirm──> deciding ──expired: key 1──> confirmed ──heard agent──> talking ──expired──> over
//   busy: over at once.  noAnswer: rings until the box gives up.  voicemail: answered, says its text, never presses 1.

import type { Duration, Instant, Machine, Step } from '../kernel/index.js';
import { stay } from '../kernel/index.js';

export type CustomerKind = 'answers' | 'busy' | 'noAnswer' | 'voicemail';

export interface CustomerPlan {
  readonly kind: CustomerKind;
  readonly ring: Duration;
  readonly talk: Duration;
}

const VOICEMAIL_LISTENS: Duration = 25_000;
const REACTION: Duration = 1_500; // from the first sample of the question to the key
const PATIENCE: Duration = 30_000; // without hearing the question, or a person after pressing 1

export type Customer =
  | { readonly name: 'ringing'; readonly plan: CustomerPlan; readonly until?: Instant }
  | { readonly name: 'answered'; readonly plan: CustomerPlan; readonly until: Instant }
  | { readonly name: 'deciding'; readonly plan: CustomerPlan; readonly until: Instant }
  | { readonly name: 'confirmed'; readonly plan: CustomerPlan; readonly until: Instant }
  | { readonly name: 'talking'; readonly plan: CustomerPlan; readonly until: Instant }
  | { readonly name: 'over' };

export type CustomerEvent =
  | { readonly type: 'called' }
  | { readonly type: 'heardConfirm' }
  | { readonly type: 'heardAgent' }
  | { readonly type: 'cleared' }
  | { readonly type: 'expired' };

export type CustomerEffect =
  | { readonly type: 'refuseBusy' }
  | { readonly type: 'ring' }
  | { readonly type: 'answer' }
  | { readonly type: 'speak' }
  | { readonly type: 'pressOne' }
  | { readonly type: 'hangUp' };

/** A customer whose telephone is about to be rung. */
export function atRest(plan: CustomerPlan): Customer {
  return { name: 'ringing', plan };
}

const OVER: Customer = { name: 'over' };

function called(state: Customer & { name: 'ringing' }, at: Instant): Step<Customer, CustomerEffect> {
  if (state.plan.kind === 'busy') return { state: OVER, effects: [{ type: 'refuseBusy' }] };
  if (state.plan.kind === 'noAnswer') return { state, effects: [{ type: 'ring' }] };
  return { state: { ...state, until: at + state.plan.ring }, effects: [{ type: 'ring' }] };
}

function expired(state: Customer, at: Instant): Step<Customer, CustomerEffect> {
  switch (state.name) {
    case 'ringing': {
      const voicemail = state.plan.kind === 'voicemail';
      const until = at + (voicemail ? VOICEMAIL_LISTENS : PATIENCE);
      return {
        state: { name: 'answered', plan: state.plan, until },
        effects: voicemail ? [{ type: 'answer' }, { type: 'speak' }] : [{ type: 'answer' }],
      };
    }
    case 'deciding':
      return { state: { name: 'confirmed', plan: state.plan, until: at + PATIENCE }, effects: [{ type: 'pressOne' }] };
    case 'over':
      return stay(state);
    default:
      return { state: OVER, effects: [{ type: 'hangUp' }] };
  }
}

function transition(state: Customer, event: CustomerEvent, at: Instant): Step<Customer, CustomerEffect> {
  if (state.name === 'over') return stay(state);
  switch (event.type) {
    case 'called':
      return state.name === 'ringing' ? called(state, at) : stay(state);
    case 'cleared':
      return { state: OVER, effects: [] };
    case 'expired':
      return expired(state, at);
    case 'heardConfirm':
      if (state.name !== 'answered' || state.plan.kind === 'voicemail') return stay(state);
      return { state: { name: 'deciding', plan: state.plan, until: at + REACTION }, effects: [] };
    case 'heardAgent':
      if (state.name === 'talking' || state.name === 'ringing' || state.plan.kind === 'voicemail') return stay(state);
      return {
        state: { name: 'talking', plan: state.plan, until: at + state.plan.talk },
        effects: [{ type: 'speak' }],
      };
  }
}

export const customerMachine: Machine<Customer, CustomerEvent, CustomerEffect> = {
  transition,
  deadline: (state) => (state.name === 'over' ? undefined : state.until),
  expired: { type: 'expired' },
};
