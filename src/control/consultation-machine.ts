// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a question to a third while a customer is held? Pure.
//
//            answered                transfer, agentGone: the third takes the agent's place
//   asking ───────────> talking ───────────────────────────────────────────────> over
//     │ │                  │ join: all three together; reconnect, targetGone: the agent is alone with who is held;
//     │ │ transfer,        │ heldGone: it is a call of the two
//     │ │ agentGone        └─────────────────────────────────────────────────────> over
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
  | { readonly name: 'talking' }
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
  /** Nobody is left for the agent to go back to: his telephone is let go. */
  | { readonly type: 'release' }
  /** Agent and third go on as a call of their own. */
  | { readonly type: 'ownCall' }
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
      if (!state.waited) return over({ type: 'bridge' }, { type: 'ownCall' });
      return { state: { name: 'talking' }, effects: [{ type: 'bridge' }] };
    case 'failed':
    case 'targetGone':
      if (!state.waited) return over({ type: 'release' });
      return over({ type: 'told', reason: event.type === 'failed' ? event.reason : 'hungUp' });
    case 'transfer':
    case 'agentGone':
      if (!state.waited) return over({ type: 'drop' }, { type: 'release' });
      return { state: { name: 'given' }, effects: [{ type: 'letGo' }] };
    case 'reconnect':
      return over({ type: 'drop' }, { type: state.waited ? 'back' : 'release' });
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
      return over({ type: 'letGo' }, { type: 'handOver' });
    case 'join':
      return over({ type: 'together' });
    case 'reconnect':
      return over({ type: 'drop' }, { type: 'back' });
    case 'targetGone':
      return over({ type: 'told', reason: 'hungUp' });
    case 'heldGone':
      return over({ type: 'ownCall' });
    default:
      return stay(state);
  }
}

function over(...effects: readonly ConsultationEffect[]): ConsultationStep {
  return { state: { name: 'over' }, effects: [...effects, { type: 'over' }] };
}
