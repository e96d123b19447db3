// SPDX-License-Identifier: GPL-2.0-or-later
// How is the box? One snapshot for the command line, the console and tests.

import type { BoxAlarm } from '../../alarm/index.js';
import type { HeldReason } from '../../callback/index.js';
import type { Figure, WatchedConfig } from '../../config/index.js';
import type { Duration, Instant, Language } from '../../kernel/index.js';
import type { StationStatus, TelephoneStatus } from '../calling/index.js';
import type { ClockStatus, DiskStatus } from '../machine/index.js';
import type { CallbackTotals, CallTotals, DayFigures, QueueToday } from '../records/index.js';
import type { OpeningStatus } from './hours-desk.js';

/**
 * `ringing`: a call that nobody has answered yet, either way. `draining`: busied out, and its call goes on. `alarm`: the
 * span's, or its D-channel is down. `outOfService`: it is restarted, or its RESTART was not acknowledged.
 */
export type ChannelCondition = 'idle' | 'ringing' | 'talking' | 'draining' | 'busiedOut' | 'alarm' | 'outOfService';

/** A channel at this moment. */
export interface ChannelStatus {
  /** E1: time slot 1 to 31 without 16; analog: port from 1. */
  readonly slot: number;
  readonly condition: ChannelCondition;
  readonly since: Instant;
}

/** A span at this moment. */
export interface SpanStatus {
  readonly name: string;
  readonly kind: 'e1' | 'analog';
  /** Undefined: no alarm. */
  readonly alarm?: string;
  /** E1 only. */
  readonly dChannel?: 'up' | 'down';
  /** B-channels, or ports. */
  readonly channels: number;
  readonly inService: number;
  readonly busy: number;
  /** Take no new calls by an operator's will: busied out, or the box is drained. */
  readonly busiedOut: number;
  /** Each of its channels but the D-channel. */
  readonly slots: readonly ChannelStatus[];
}

/** Watched figures that are beyond their limits. */
export type Limits = Readonly<Partial<Record<Figure, WatchedConfig['severity']>>>;

/** A queue at this moment, its counts since the start. */
export interface QueueStatus {
  readonly name: string;
  readonly waiting: number;
  /** Of those who wait now, how long the first has waited. */
  readonly longestWait: Duration;
  /** Agents of the queue to whom a call could be offered. */
  readonly ready: number;
  readonly answered: number;
  readonly abandoned: number;
  /** Of calls that were offered since midnight. */
  readonly today: QueueToday;
  /** Promises to its callers that are to be kept yet. */
  readonly openCallbacks: number;
  /** Share that was answered in the time that the configuration names, 0 to 1. */
  readonly serviceLevel: number;
  /** The same of the day so far, by its names: of answered and abandoned; of answered alone; with those who gave up in time. */
  readonly serviceLevels: {
    readonly standard: number;
    readonly ofAnswered: number;
    readonly withAbandoned: number;
  };
  /** Of the day so far. */
  readonly abandonRate: number;
  readonly averageSpeedOfAnswer: Duration;
  /** Those of its figures that are alarms now by `watch:`, each with how severe it is: the wallboard's colours. */
  readonly limits: Limits;
  /** Its agents by what they are doing; those who are not ready by reason. */
  readonly agents: AgentCounts;
}

/** How many agents are doing what; without those who are signed out. */
export interface AgentCounts {
  readonly signedIn: number;
  readonly ready: number;
  readonly ringing: number;
  readonly talking: number;
  readonly wrapUp: number;
  readonly busy: number;
  readonly reserved: number;
  readonly notReady: Readonly<Record<string, number>>;
}

/** An agent at this moment. */
export interface AgentStatus {
  readonly id: string;
  readonly name: string;
  /** signedOut, ready, busy (with something of his own), ringing, talking, wrapUp, notReady, reserved (for a callback). */
  readonly state: string;
  /** Of `notReady`. */
  readonly reason?: string;
  readonly since: Instant;
  /** Where and since when he is signed in. */
  readonly station?: string;
  readonly signedInAt?: Instant;
  /** His telephone is not to be disturbed. */
  readonly doNotDisturb?: boolean;
  /** Conversations since then. */
  readonly handled: number;
  /** What he can do, and how well. */
  readonly skills?: Readonly<Record<string, number>>;
  /** Until when they are so by somebody's word, and not the file's. */
  readonly skillsUntil?: Instant;
}

/** How far a drain is. */
export interface DrainStatus {
  readonly since: Instant;
  /** Then the box stops whatever is still up; undefined: it waits as long as it takes. */
  readonly until?: Instant;
  /** Calls that are still up, those in queues among them. */
  readonly calls: number;
}

/** The box at this moment. */
export interface BoxStatus {
  readonly at: Instant;
  readonly startedAt: Instant;
  readonly language: Language;
  /** The shop's time zone. */
  readonly zone: string;
  /** `dahdi` or `virtual`. */
  readonly board: string;
  readonly spans: readonly SpanStatus[];
  /** Busy of in-service B-channels, 0 to 1. */
  readonly utilisation: number;
  /** The same of all trunks: an alarm by `watch:` that is not a queue's. */
  readonly limits: Limits;
  /** Whether computer agents answer, which share of the calls, and since when it is so. */
  readonly surge: { readonly on: boolean; readonly share: number; readonly since: Instant };
  /** Whether it is quiet enough for callbacks by the system. */
  readonly trough: boolean;
  /** Access numbers that are closed now, or open by hand. */
  readonly hours: readonly OpeningStatus[];
  /** Why no other promise is kept now though there are some, and until when if that is known; undefined: they are, or there are none. */
  readonly callbacksHeld?: { readonly reason: HeldReason; readonly until?: Instant };
  readonly queues: readonly QueueStatus[];
  readonly agents: readonly AgentStatus[];
  /** How often an agent's state did not go with his telephone, and was put right, since the start: a healthy box has 0. */
  readonly agentsRepaired: number;
  /** Every station, and what goes on there. */
  readonly stations: readonly StationStatus[];
  /** Telephones of which somebody has said something. */
  readonly telephones: readonly TelephoneStatus[];
  /** What came and was done since midnight in the shop's zone. */
  readonly today: DayFigures;
  readonly calls: CallTotals;
  readonly callbacks: CallbackTotals;
  readonly recordings: { readonly underWay: number };
  /** Of the media thread, 20 ms each: late ones, such as were skipped, and audio that two clocks cost. */
  readonly ticks: { readonly total: number; readonly late: number; readonly overruns: number; readonly slips: number };
  /** Whether the media thread has real-time priority. */
  readonly realTime: boolean;
  /** Bytes that the engine should keep from being swapped out and may not; `spillway doctor` says how to allow it. */
  readonly unlockedMemory: number;
  /** What is decided and not on the disk yet: batches, their bytes in memory, and since when the oldest waits. */
  readonly store: { readonly waiting: number; readonly bytes: number; readonly since?: Instant };
  /** The machine's disks, and whether its clock is kept right; empty of a box that goes by another time. */
  readonly disks: readonly DiskStatus[];
  readonly time: ClockStatus;
  /** Messages to somebody outside that wait, and that were given up. */
  readonly outbox: { readonly waiting: number; readonly dead: number };
  /** Only while the box is being drained, to be stopped. */
  readonly draining?: DrainStatus;
  /** What is wrong now, the oldest first. */
  readonly alarms: readonly BoxAlarm[];
}
