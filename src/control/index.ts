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
  STATION_BUSY,
} from './agent-line-machine.js';
export {
  CONFERENCE,
  type Consequence,
  type ConversationEffect,
  type ConversationEvent,
  type ConversationState,
  conversation,
  conversationMachine,
  type HangUpPolicy,
  type Joining,
  type Party,
  type PartyAudibility,
  type PartyId,
  type Role,
  SERVICE,
  SERVICE_AND_BACK,
} from './conversation-machine.js';
