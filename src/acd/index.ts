// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room acd: queues, agents, and the offers between them.

export type { StrategyWord } from '../config/index.js';
export { Acd, type SignInOptions } from './acd.js';
export type { AcdEvent, EnqueueOptions } from './acd-event.js';
export { agentMachine } from './agent-machine.js';
export {
  type AgentEffect,
  type AgentEvent,
  type AgentLineState,
  type AgentOffer,
  type AgentState,
  type Intention,
  type Refusal,
  RING_NO_ANSWER,
  signedOut,
} from './agent-state.js';
export { type AgentSums, noSums, type SumsBefore, sumsAfter } from './agent-sums.js';
export { byPriority, byScore, type CallOrder, type Place } from './call-order.js';
export { Circle, type Turn } from './circle.js';
export type { Considered, Decision, NotAsked } from './decision.js';
export type { Choosing } from './distribution.js';
export { afterTalk, expectedWait, NO_TALKS, type TalkTimes, type WaitFacts } from './expected-wait.js';
export type { Made, MatchedQueue, Pair, ToMatch } from './matched.js';
export { type Looked, Matching } from './matching.js';
export { joinedNeeds, type Need, type Skills, suffice } from './needs.js';
export { CONSEQUENCES, type Consequence, OFFER_OUTCOMES, type OfferEnd } from './offer-outcome.js';
export type { Idleness, Terms } from './people.js';
export type { AcdPorts, Leaving, Offer } from './ports.js';
export { type Asked, Question } from './question.js';
export type { QueueFigures, QueueSnapshot } from './queue-snapshot.js';
export { compareShares } from './ratios.js';
export { type Relaxation, wholly } from './relaxation.js';
export type { QueueTally } from './service-level.js';
export { type Leave, QUEUE_DEFAULTS, type QueueSettings } from './settings.js';
export {
  type Candidate,
  type Figures,
  LONGEST_IDLE,
  RING_AT_MOST,
  STRATEGIES,
  STRATEGY_WORDS,
  type Strategies,
  type Strategy,
} from './strategies.js';
export {
  type WaitingCall,
  type WaitingEffect,
  type WaitingEvent,
  type WaitingKind,
  type WaitingState,
  waitingMachine,
} from './waiting-machine.js';
