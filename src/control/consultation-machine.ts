// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a question to a third while a customer is held? Pure.
//
//            answered                transfer, agentGone: the third takes the agent's place
//   asking ───────────> talking ───────────────────────────────────────────────> over
//     │ │                  │ join: all three together; reconnect, targetGone: the agent is alone with who is held
//     │ │ transfer,        └─────────────────────────────────────────────────────> over
//     │ │ agentGone
//     │ └──────────> given ── answered: the third takes the place ────────────────> over
//     │                └──── failed: the one who gave him away is rung, or the queue
//     └── failed, reconnect ──────────────────────────────────────────────────────> over

import { type Machine, type Step, stay } from '../kernel/index.js';

export type ConsultationState =
  /** The third is rung; `waited`: somebody is held meanwhile. */
  | { readonly name: 'asking'; readonly waited: boolean }
  /** The agent has let go before the answer. */
  | { readonly name: 'given' }
  /** Agent and third hear each other. */
  | { readonly name: 'talking'; readonly waited: boolean }
  | { readonly name: 'over' };

export type ConsultationEvent =
  | { readonly type: 'answered' }
  /** The third cannot be had: busy, no answer, refused. */
  | { readonly type: 'failed'; readonly reason: string }
  /** He who is held goes to the third, now or when that one answers. */
  | { readonly type: 'transfer' }
  /** All three talk. */
  | { readonly type: 'join' }
  /** The third is let go; the agent goes back. */
  | { readonly type: 'reconnect' }
  | { readonly type: 'targetGone' }
  | { readonly type: 'agentGone' }
  /** Who was held has hung up. */
  | { readonly type: 'heldGone' };

export type ConsultationEffect =
  /** Agent and third hear each other. */
  | { readonly type: 'bridge' }
  /** The agent is out of it; who is held hears ringback until the third answers. */
  | { readonly type: 'letGo' }
  /** The third takes the agent's place. */
  | { readonly type: 'handOver' }
  | { readonly type: 'together' }
  /** The third is cleared, or no more rung. */
  | { readonly type: 'drop' }
  /** The agent is with who is held again. */
  | { readonly type: 'back' }
  /** The agent is there and hears that it came to nothing. */
  | { readonly type: 'told'; readonly reason: string }
  /** Nobody is there for who is held: he who gave him away is rung, then the queue has him. */
  | { readonly type: 'recall' }
  | { readonly type: 'over' };

type ConsultationStep = Step<ConsultationState, ConsultationEffect>;

/** Runs one consultation; how long a third is rung is his telephone's business. */
export const consultationMachine: Machine<ConsultationState, ConsultationEvent, ConsultationEffect> = {
  expired: { type: 'failed', reason: 'noAnswer' },
  deadline: () => undefined,

  transition(state, event) {
    switch (state.name) {
      case 'asking':
        return asking(state, event);
      case 'given':
        return given(state, event);
      case 'talking':
        return talking(state, event);
      case 'over':
        return stay(state);
    }
  },
};

function asking(
  state: Extract<ConsultationState, { readonly name: 'asking' }>,
  event: ConsultationEvent,
): ConsultationStep {
  switch (event.type) {
    case 'answered':
      return { state: { name: 'talking', waited: state.waited }, effects: [{ type: 'bridge' }] };
    case 'failed':
    case 'targetGone':
      return over({ type: 'told', reason: event.type === 'failed' ? event.reason : 'hungUp' });
    case 'transfer':
    case 'agentGone':
      return state.waited ? { state: { name: 'given' }, effects: [{ type: 'letGo' }] } : over({ type: 'drop' });
    case 'reconnect':
      return over({ type: 'drop' }, { type: 'back' });
    case 'heldGone':
      return stay({ ...state, waited: false });
    case 'join':
      return stay(state);
  }
}

function given(state: ConsultationState, event: ConsultationEvent): ConsultationStep {
  switch (event.type) {
    case 'answered':
      return over({ type: 'handOver' });
    case 'failed':
    case 'targetGone':
      return over({ type: 'recall' });
    case 'heldGone':
      return over({ type: 'drop' });
    default:
      return stay(state);
  }
}

function talking(
  state: Extract<ConsultationState, { readonly name: 'talking' }>,
  event: ConsultationEvent,
): ConsultationStep {
  switch (event.type) {
    case 'transfer':
    case 'agentGone':
      return state.waited ? over({ type: 'letGo' }, { type: 'handOver' }) : over({ type: 'drop' });
    case 'join':
      return state.waited ? over({ type: 'together' }) : stay(state);
    case 'reconnect':
      return over({ type: 'drop' }, { type: 'back' });
    case 'targetGone':
      return over({ type: 'told', reason: 'hungUp' });
    case 'heldGone':
      return stay({ ...state, waited: false });
    default:
      return stay(state);
  }
}

function over(...effects: readonly ConsultationEffect[]): ConsultationStep {
  return { state: { name: 'over' }, effects: [...effects, { type: 'over' }] };
}
