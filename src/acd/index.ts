// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room acd: queues, agents, and the offers between them.

export { Acd } from './acd.js';
export type { AcdEvent, EnqueueOptions } from './acd-event.js';
export { agentMachine } from './agent-machine.js';
export {
  type AgentEffect,
  type AgentEvent,
  type AgentLineState,
  type AgentOffer,
  type AgentState,
  type Intention,
  type OfferEnd,
  RING_NO_ANSWER,
  signedOut,
} from './agent-state.js';
export { type AgentSums, noSums, sumsAfter } from './agent-sums.js';
export { byPriority, byScore, type CallOrder, type Place } from './call-order.js';
export type { Choosing } from './distribution.js';
export { afterTalk, expectedWait, NO_TALKS, type TalkTimes, type WaitFacts } from './expected-wait.js';
export { type Looked, type MatchedQueue, Matching, type Pair, type ToMatch } from './matching.js';
export { joinedNeeds, type Need, type Skills, suffice } from './needs.js';
export type { Idleness } from './people.js';
export type { AcdPorts, Leaving, Offer } from './ports.js';
export type { QueueFigures, QueueSnapshot } from './queue-snapshot.js';
export { type Relaxation, wholly } from './relaxation.js';
export type { QueueTally } from './service-level.js';
export { QUEUE_DEFAULTS, type QueueSettings } from './settings.js';
export { type Candidate, LONGEST_IDLE, STRATEGIES, type Strategies, type Strategy } from './strategies.js';
export {
  type WaitingCall,
  type WaitingEffect,
  type WaitingEvent,
  type WaitingKind,
  type WaitingState,
  waitingMachine,
} from './waiting-machine.js';
