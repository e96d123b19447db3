// SPDX-License-Identifier: GPL-2.0-or-later
// The door of room outbox: what leaves the box, to whom, and whether it got there.

export { beginningOf, type Daily, dueDays } from './daily.js';
export { EventLanes, type Laned, MOST_UNDER_WAY } from './event-lanes.js';
export {
  type AgentDay,
  type AlarmMessage,
  type Answer,
  type CallTarget,
  type DeadLetter,
  type DocumentMessage,
  deliveryOf,
  type EventMessage,
  type HookTarget,
  type Letter,
  type Message,
  type QueueDay,
  type ReportMessage,
  type Target,
  type VoiceMessage,
} from './message.js';
export { type ListedLetter, MOST_DEAD, Outbox } from './outbox.js';
export type { Sender } from './ports.js';
export { SendingThread } from './sending-thread.js';
export { GIVE_UP_AFTER, MOST_REFUSALS, PATIENCE, pauseAfter } from './target-machine.js';
export { MAIL, targetsOf, wantsAlarm, wantsDocument, wantsMessage, wantsReport } from './targets.js';
