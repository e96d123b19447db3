// SPDX-License-Identifier: GPL-2.0-or-later
// What can an agent be doing? His states, what changes them, and what they ask to be done.

import type { Duration, Instant } from '../kernel/index.js';

/** What an agent chose for the time after what he is doing now. */
export type Intention =
  | { readonly name: 'ready' }
  | { readonly name: 'notReady'; readonly reason: string }
  | { readonly name: 'signedOut' };

/** An attempt to give a call to an agent. */
export interface AgentOffer {
  readonly offer: string;
  readonly call: string;
  readonly queue: string;
  readonly kind: 'call' | 'callback';
}

/**
 *              signIn                offered               answered             released             done, time
 *   signedOut ───────> ready ─────────────────> ringing ─────────────> talking ──────────> wrapUp ───────────┐
 *       ^              ^ │ ^ ^                     │ │                  ^    │                               │
 *       │ signOut      │ │ │ └──── withdrawn ──────┘ │ declined,        │    └─ no wrap-up ─> as intended <──┘
 *       │  (from       │ │ └── unreserved ─ reserved │ timed out        │ engaged
 *       │   anywhere)  │ │     reserved ───> ^  └────┼──────────────────┘
 *       │              │ v                           v
 *       └───────────── notReady <────────────────────┘
 *
 * `reserved`: he asked for a callback, and its customer is being dialled. Wrap-up is the agent's, whatever queue the call was of.
 */
export type AgentState = { readonly agent: string; readonly handled: number } & (
  | { readonly name: 'signedOut'; readonly since: Instant }
  /** `since`: how long he has been idle; a call that was not his in the end does not cost him his place. */
  | { readonly name: 'ready'; readonly since: Instant }
  | ({
      readonly name: 'ringing';
      readonly since: Instant;
      readonly idleSince: Instant;
      readonly until: Instant;
    } & AgentOffer)
  | {
      readonly name: 'talking';
      readonly since: Instant;
      readonly call: string;
      readonly queue?: string;
      readonly then: Intention;
    }
  | {
      readonly name: 'wrapUp';
      readonly since: Instant;
      readonly until: Instant;
      readonly call: string;
      readonly then: Intention;
    }
  | { readonly name: 'notReady'; readonly since: Instant; readonly reason: string }
  | {
      readonly name: 'reserved';
      readonly since: Instant;
      readonly until: Instant;
      readonly token: string;
      readonly then: Intention;
      readonly idleSince: Instant;
      /** He was wrapping up and goes on with it afterwards: who lifts his telephone has not finished by that. */
      readonly wrapUp?: { readonly until: Instant; readonly call: string };
    }
);

export type AgentEvent =
  | { readonly type: 'signIn' }
  | { readonly type: 'signOut' }
  | { readonly type: 'ready' }
  | { readonly type: 'notReady'; readonly reason: string }
  | ({ readonly type: 'offered'; readonly ringTimeout: Duration } & AgentOffer)
  | { readonly type: 'answered'; readonly offer: string }
  /** He or his station refused it. */
  | { readonly type: 'declined'; readonly offer: string; readonly reason: string }
  /** The caller hung up or went elsewhere; or another agent was quicker. */
  | { readonly type: 'withdrawn'; readonly offer: string; readonly why?: 'answeredElsewhere' }
  | { readonly type: 'reserved'; readonly token: string; readonly forAtMost: Duration }
  | { readonly type: 'unreserved'; readonly token: string }
  /** He talks without having been offered anything: a callback that he was reserved for, a call of his own. */
  | { readonly type: 'engaged'; readonly call: string; readonly queue?: string }
  | { readonly type: 'released'; readonly call: string; readonly wrapUp: Duration }
  | { readonly type: 'wrapUpDone' }
  | { readonly type: 'expired' };

/** How an offer ends that is not accepted. */
export type OfferEnd = 'timedOut' | 'withdrawn' | 'declined' | 'answeredElsewhere';

export type AgentEffect =
  | ({ readonly type: 'ring' } & AgentOffer)
  | ({ readonly type: 'stopRinging'; readonly why: OfferEnd } & AgentOffer)
  /** The offer came to nothing; the call goes back to its place. */
  | { readonly type: 'returned'; readonly offer: string; readonly call: string; readonly queue: string }
  | ({ readonly type: 'accepted' } & AgentOffer)
  /** Last of the effects of a step that changed anything. */
  | { readonly type: 'changed'; readonly state: AgentState };

/** The reason of an agent who let a call ring out. */
export const RING_NO_ANSWER = 'ringNoAnswer';

/** An agent who is not there. */
export function signedOut(agent: string, at: Instant): AgentState {
  return { agent, handled: 0, name: 'signedOut', since: at };
}
