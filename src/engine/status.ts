// SPDX-License-Identifier: GPL-2.0-or-later
// How is the box? One snapshot for the command line, the console and tests.

import type { Duration, Instant, Language } from '../kernel/index.js';

/** `ringing`: a call that nobody has answered yet, either way. `alarm`: the span's, or its D-channel is down. */
export type ChannelCondition = 'idle' | 'ringing' | 'talking' | 'alarm' | 'outOfService';

export interface ChannelStatus {
  /** E1: time slot 1 to 31 without 16; analog: port from 1. */
  readonly slot: number;
  readonly condition: ChannelCondition;
  readonly since: Instant;
}

export interface SpanStatus {
  readonly name: string;
  readonly kind: 'e1' | 'analog';
  /** Undefined: no alarm. */
  readonly alarm?: string;
  /** E1 only. */
  readonly dChannel?: 'up' | 'down';
  readonly channels: number;
  readonly inService: number;
  readonly busy: number;
  /** Each of its channels but the D-channel. */
  readonly slots: readonly ChannelStatus[];
}

export interface QueueStatus {
  readonly name: string;
  readonly waiting: number;
  readonly longestWait: Duration;
  readonly ready: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly serviceLevel: number;
}

export interface AgentStatus {
  readonly id: string;
  readonly name: string;
  /** signedOut, ready, ringing, talking, wrapUp, notReady, reserved. */
  readonly state: string;
  readonly reason?: string;
  readonly since: Instant;
  readonly station?: string;
}

/** How calls ended; `offered` is the sum of the rest (the box identity). */
export interface CallTotals {
  readonly offered: number;
  readonly answered: number;
  readonly abandoned: number;
  readonly captured: number;
  readonly captureOnly: number;
  readonly refused: number;
  readonly interrupted: number;
  readonly inProgress: number;
}

export interface CallbackTotals {
  readonly created: number;
  readonly merged: number;
  readonly attempted: number;
  readonly reached: number;
  readonly connected: number;
  readonly failed: number;
  readonly open: number;
}

export interface BoxStatus {
  readonly at: Instant;
  readonly startedAt: Instant;
  readonly language: Language;
  readonly board: string;
  readonly spans: readonly SpanStatus[];
  /** Busy of in-service B-channels, 0 to 1. */
  readonly utilisation: number;
  readonly surge: { readonly on: boolean; readonly share: number; readonly since: Instant };
  readonly trough: boolean;
  readonly queues: readonly QueueStatus[];
  readonly agents: readonly AgentStatus[];
  readonly calls: CallTotals;
  readonly callbacks: CallbackTotals;
  readonly recordings: { readonly underWay: number };
  readonly ticks: { readonly total: number; readonly late: number; readonly overruns: number; readonly slips: number };
  readonly realTime: boolean;
  readonly alarms: readonly { readonly what: string; readonly since: Instant }[];
}
