// SPDX-License-Identifier: GPL-2.0-or-later
// The door of engine/views: what people see of a running box.

export { EventLog } from './event-log.js';
export { type HoursChange, HoursDesk, type OpeningStatus } from './hours-desk.js';
export { LineDesk } from './line-desk.js';
export type { ChannelReport, ChannelTalk, SpanReport } from './line-status.js';
export {
  LEARNED_TONES,
  type LearnedSound,
  type LearnedTone,
  type LearnOptions,
  type MeasuredLine,
} from './line-tests.js';
export { NightCode } from './night-switch.js';
export { PromptDesk } from './prompt-desk.js';
export { PromptsByTelephone } from './prompts-by-telephone.js';
export { feelPulse, type Pulse } from './pulse.js';
export type {
  AgentCounts,
  AgentStatus,
  BoxStatus,
  ChannelCondition,
  ChannelStatus,
  DrainStatus,
  QueueStatus,
  SpanStatus,
} from './status.js';
export { statusOf } from './status-of.js';
export { boxTrunks, onWire, type WatchedTrunk, type WireFrame } from './wire.js';
