// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room control: who talks with whom, and what an agent's telephone does.

export {
  type AgentLine,
  type AgentLineEffect,
  type AgentLineEvent,
  type AgentLineState,
  agentLine,
  agentLineMachine,
  canRing,
  owedOf,
  STATION_BUSY,
} from './agent-line-machine.js';
export {
  type ConsultationEffect,
  type ConsultationEvent,
  type ConsultationState,
  consultationMachine,
} from './consultation-machine.js';
export {
  type ConversationEffect,
  type ConversationEvent,
  type ConversationState,
  conversation,
  conversationMachine,
  type Joining,
  type Party,
  type PartyAudibility,
  type PartyId,
} from './conversation-machine.js';
export {
  type Arrival,
  arrivalOf,
  type DivertTo,
  divertName,
  FORWARDS,
  type ForwardWhen,
  MOST_HOPS,
  NO_WISHES,
  type TelephoneNow,
  type TelephoneWishes,
} from './diversion.js';
export { hangUpPictures } from './hang-up-pictures.js';
export {
  CALLED,
  CONFERENCE,
  CONSULTATION,
  type Consequence,
  type HangUpPolicy,
  keptBy,
  PRIVATE,
  type Role,
  SERVICE,
  SERVICE_AND_BACK,
} from './hang-up-policy.js';
export {
  refusalOf,
  SITUATIONS,
  type Situation,
  VERBS,
  type Verb,
  type VerbRefusal,
} from './verbs.js';
