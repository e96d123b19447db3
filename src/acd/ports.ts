// SPDX-License-Identifier: GPL-2.0-or-later
// What does the distribution of calls need of the rest of the box? Telephones, voices, and somebody who listens.

import type { Destination } from '../config/index.js';
import type { Duration } from '../kernel/index.js';
import type { AgentOffer, AgentState } from './agent-state.js';
import type { Turn } from './circle.js';
import type { Decision } from './decision.js';
import type { Need } from './needs.js';
import type { OfferEnd } from './offer-outcome.js';

/** One attempt to give a call to an agent. */
export interface Offer extends AgentOffer {
  readonly agent: string;
}

/** What a call takes along that leaves its queue unserved. */
export interface Leaving {
  /** Where it goes; undefined: where its queue sends those who have waited too long. */
  readonly to?: Destination;
  /** What it still needed. */
  readonly needs: readonly Need[];
}

/** What the engine does for the queues. Every call returns at once. */
export interface AcdPorts {
  /** Rings the agent's station: answer with `agentAnswered` or `agentDeclined`. */
  ringAgent(offer: Offer): void;
  /** How long he has at least to answer, whatever the queue says; undefined: as long as the queue says. */
  ringsFor?(agent: string): Duration | undefined;
  /** The offer is over without his answer; `answeredElsewhere`: another agent was quicker. */
  stopRinging(offer: Offer, why: OfferEnd): void;
  /** The agent has answered: join them at once, whatever announcement is playing. A callback may have no customer yet. */
  connect(offer: Offer): void;
  /** Tells the caller his position; 1 is next. */
  announce(call: string, position: number, queue: string): void;
  /** The call has waited `maxWait`, or is sent on, and is no longer in the queue. */
  overflow(call: string, queue: string, waited: Duration, leaving: Leaving): void;
  /** How an offer came about, before it rings. Who does not ask for it has no cost of it. */
  decided?(decision: Decision): void;
  /** In a queue that goes round somebody has been offered a call: for `Acd.resume` after a restart. */
  turned?(queue: string, turn: Turn): void;
  /** An agent's state has changed; for records, the console, and what else goes by agents. */
  agentChanged(state: AgentState): void;
}

/** The offer to an agent, of what is offered. */
export function offerTo(agent: string, { offer, call, queue, kind }: AgentOffer): Offer {
  return { offer, call, queue, kind, agent };
}
