// SPDX-License-Identifier: GPL-2.0-or-later
// What does a simulated run leave behind? The same records that a box writes, as far as figures are made of them; nothing is counted here.

import type { HeldReason, RequestRow } from '../../callback/index.js';
import type { Duration, Instant } from '../../kernel/index.js';
import type { ContactEnd, Stay } from '../../report/index.js';

/** A call, and whose it was: `caller` is his place among the callers of the wave. */
export interface CallTold extends ContactEnd {
  readonly caller: number;
  readonly accessNumber: string;
  readonly endedAt: Instant;
}

/** What is looked at of a promise. */
export type RequestTold = Pick<RequestRow, 'id' | 'number' | 'state' | 'enqueuedAt' | 'closedAt'>;

/** How it was at a moment. */
export interface Moment {
  /** After the beginning. */
  readonly at: Duration;
  readonly utilisation: number;
  /** Of the calls that computer agents take: the highest of all surge controls. */
  readonly share: number;
  readonly waiting: number;
  readonly talking: number;
  readonly openPromises: number;
  /** Why no other callback was begun though promises were open. */
  readonly held?: HeldReason | undefined;
}

/** What an agent did, from when to when he was there. */
export interface AgentTold {
  readonly talk: Duration;
  readonly wrapUp: Duration;
  readonly ready: Duration;
}

/** Customers who were dialled ahead of agents and answered. */
export interface AheadTold {
  readonly connectedAhead: number;
  /** Nobody was there for them. */
  readonly abandonedAhead: number;
  /** The highest share of them among those who had answered, at any time. */
  readonly worst: number;
}

export interface Told {
  readonly from: Instant;
  readonly to: Instant;
  /** Of all callers, whether they came through or not. */
  readonly callers: number;
  readonly calls: readonly CallTold[];
  /** Calls for which the exchange found no channel. */
  readonly blocked: readonly { readonly caller: number; readonly at: Instant }[];
  readonly stays: readonly Stay[];
  readonly requests: readonly RequestTold[];
  readonly agents: readonly AgentTold[];
  readonly moments: readonly Moment[];
  readonly ahead: AheadTold;
}
