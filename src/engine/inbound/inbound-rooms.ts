// SPDX-License-Identifier: GPL-2.0-or-later
// Who takes the calls that come? The desks of the box that inbound calls are given to.

import type { AgentLines } from '../agents/index.js';
import type { CallDesk } from '../calling/index.js';
import type { DialogueScript } from '../rooms/index.js';
import type { SurgeDesk } from '../surge/index.js';
import type { Voicemail } from '../voicemail/index.js';
import type { ComputerAgents } from './computer-agent.js';
import type { EarlyMediaTest } from './early-media-test.js';
import type { FlowFunction } from './flows.js';
import type { TurnedAway } from './turned-away.js';
import type { WaitingCallers } from './waiting-callers.js';

/** After what a flow that sent a caller to a queue wants him back: the longest wait, or the talk with an agent. */
export type ComesBackAfter = 'overflowed' | 'talked';

/** Whom inbound calls are given to. */
export interface InboundRooms {
  readonly surge: SurgeDesk;
  readonly agentLines: AgentLines;
  readonly calling: CallDesk;
  readonly queues: WaitingCallers;
  readonly computerAgents: ComputerAgents;
  readonly turnedAway: TurnedAway;
  readonly earlyMedia: EarlyMediaTest;
  readonly voicemail: Voicemail;
  readonly scripts: Readonly<Record<string, DialogueScript>>;
  /** What flows of the file can call. */
  readonly functions?: Readonly<Record<string, FlowFunction>>;
}
