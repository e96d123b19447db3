// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room acd: queues, agents, and the offers between them.

export { Acd, type EnqueueOptions } from './acd.js';
export { agentMachine } from './agent-machine.js';
export {
  type AgentEffect,
  type AgentEvent,
  type AgentOffer,
  type AgentState,
  type Intention,
  RING_NO_ANSWER,
  signedOut,
} from './agent-state.js';
export { type Idle, type Match, match, type Waiting } from './matching.js';
export type { AcdPorts, Offer } from './ports.js';
export {
  emptyQueue,
  longestWait,
  positionOf,
  type QueueEffect,
  type QueueEvent,
  type QueueState,
  queueMachine,
  type WaitingCall,
  type WaitingKind,
} from './queue-machine.js';
export type { QueueSnapshot } from './queue-snapshot.js';
export { averageSpeedOfAnswer, type QueueTally, serviceLevel } from './service-level.js';
export { QUEUE_DEFAULTS, type QueueSettings } from './settings.js';
