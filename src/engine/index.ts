// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's door: the box as a library.

export type { AgentDesk } from './agent-desk.js';
export type { AlarmDesk, AlarmFilter, ListedAlarm } from './alarm-desk.js';
export type { Box } from './box.js';
export type { CallbackList } from './callback-list.js';
export type { Drain, DrainStatus } from './drain.js';
export type { LineDesk } from './line-desk.js';
export type { ChannelReport, ChannelTalk, SpanReport } from './line-status.js';
export type { DialogueScript } from './office.js';
export { logHints, type OpenOptions, open } from './open.js';
export type { Pulse } from './pulse.js';
export type {
  AgentStatus,
  BoxStatus,
  CallbackTotals,
  CallTotals,
  ChannelCondition,
  ChannelStatus,
  QueueStatus,
  SpanStatus,
} from './status.js';
export { VERSION } from './version.js';
export { onWire, type WatchedTrunk, type WireFrame } from './wire.js';
