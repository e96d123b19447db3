// SPDX-License-Identifier: GPL-2.0-or-later
// What can an agent be doing? His states, what changes them, and what they ask to be done.

import type { Duration, Instant } from '../kernel/index.js';
import type { OfferEnd } from './offer-outcome.js';
import type { QueueSettings } from './settings.js';

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

/** The work after a call. */
export interface WrapUp {
  readonly until: Instant;
  readonly call: string;
  /** By so much he may still make it longer. */
  readonly extendable: Duration;
}

/** Whether his telephone can be rung, as far as his line tells: `busy`: he uses it for something of his own, or it is out of service. */
export type AgentLineState = 'free' | 'busy';

/** What is known of him whatever he does. */
export interface AgentAlways {
  readonly agent: string;
  readonly handled: number;
  /** Offers in a row that he let ring. */
  readonly misses: number;
  readonly line: AgentLineState;
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
 *                   lineBusy
 *          ready ────────────> busy      whoever would become ready while his line is busy is busy; what else he is, he stays
 *            └─── lineFree ──────┘      who was found busy by an offer is tried again after a while (`until`), if his line tells nothing
 *
 * `reserved`: he asked for a callback, and its customer is being dialled. `busy`: with something of his own; he is offered nothing.
 * Wrap-up is the agent's, whatever queue the call was of.
 */
export type AgentState = AgentAlways &
  (
    | { readonly name: 'signedOut'; readonly since: Instant }
    /** `since`: how long he has been idle; a call that was not his in the end does not cost him his place. */
    | { readonly name: 'ready'; readonly since: Instant }
    /** His telephone cannot ring. What he does there is his own, and costs him no place. */
    | { readonly name: 'busy'; readonly since: Instant; readonly idleSince: Instant; readonly until?: Instant }
    | ({
        readonly name: 'ringing';
        readonly since: Instant;
        readonly idleSince: Instant;
        readonly until: Instant;
        /** So many misses in a row make him not ready. */
        readonly mayMiss: number;
        /** What it is to refuse it. */
        readonly declined: QueueSettings['declined'];
      } & AgentOffer)
    | {
        readonly name: 'talking';
        readonly since: Instant;
        readonly call: string;
        readonly queue?: string;
        readonly then: Intention;
      }
    | ({ readonly name: 'wrapUp'; readonly since: Instant; readonly then: Intention } & WrapUp)
    | { readonly name: 'notReady'; readonly since: Instant; readonly reason: string }
    | {
        readonly name: 'reserved';
        readonly since: Instant;
        readonly until: Instant;
        readonly token: string;
        readonly then: Intention;
        readonly idleSince: Instant;
        /** He was wrapping up and goes on with it afterwards: who asks for a callback that does not come has not finished by that. */
        readonly wrapUp?: WrapUp;
      }
  );

export type AgentEvent =
  /** `handled`: the conversations that he has had already. `line`: how his line is until it tells otherwise; default free. */
  | { readonly type: 'signIn'; readonly handled: number; readonly line?: AgentLineState }
  | { readonly type: 'signOut' }
  | { readonly type: 'ready' }
  | { readonly type: 'notReady'; readonly reason: string }
  /** `misses`: so many in a row make him not ready; default 1. `declined`: what it is to refuse it; default not ready. */
  | ({
      readonly type: 'offered';
      readonly ringTimeout: Duration;
      readonly misses?: number;
      readonly declined?: QueueSettings['declined'];
    } & AgentOffer)
  /** His telephone began to ring so much later than it was to. */
  | { readonly type: 'rangLate'; readonly offer: string; readonly late: Duration }
  | { readonly type: 'answered'; readonly offer: string }
  /** He or his station refused it; `how`: default `declined`. */
  | { readonly type: 'declined'; readonly offer: string; readonly reason: string; readonly how?: Refusal }
  /** The caller hung up or went elsewhere; or another agent was quicker. */
  | { readonly type: 'withdrawn'; readonly offer: string; readonly why?: 'answeredElsewhere' }
  | { readonly type: 'reserved'; readonly token: string; readonly forAtMost: Duration }
  | { readonly type: 'unreserved'; readonly token: string }
  /** He talks without having been offered anything: a callback that he was reserved for, a call of his own. */
  | { readonly type: 'engaged'; readonly call: string; readonly queue?: string }
  /** His part in the conversation is over, whatever he does with his telephone. `extendable`: so much longer he may make his wrap-up; default 0. */
  | { readonly type: 'released'; readonly call: string; readonly wrapUp: Duration; readonly extendable?: Duration }
  | { readonly type: 'lineBusy' }
  | { readonly type: 'lineFree' }
  | { readonly type: 'wrapUpDone' }
  /** By so much, or what is left of it. */
  | { readonly type: 'wrapUpExtended'; readonly by: Duration }
  | { readonly type: 'expired' };

/** What he, or his telephone, may make of an offer but take it. */
export type Refusal = Extract<OfferEnd, 'timedOut' | 'declined' | 'busy' | 'failed'>;

export type AgentEffect =
  | ({ readonly type: 'ring' } & AgentOffer)
  | ({ readonly type: 'stopRinging'; readonly why: OfferEnd } & AgentOffer)
  /** The offer came to nothing; the call goes back to its place. */
  | { readonly type: 'returned'; readonly offer: string; readonly call: string; readonly queue: string }
  | ({ readonly type: 'accepted' } & AgentOffer)
  /** Of one whose state is what it was, but for his line. */
  | { readonly type: 'lineChanged' }
  /** Last of the effects of a step that changed anything else. */
  | { readonly type: 'changed'; readonly state: AgentState };

/** The reason of an agent who let a call ring out. */
export const RING_NO_ANSWER = 'ringNoAnswer';

/** An agent who is not there. */
export function signedOut(agent: string, at: Instant): AgentState {
  return { agent, handled: 0, misses: 0, line: 'free', name: 'signedOut', since: at };
}
