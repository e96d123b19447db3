// SPDX-License-Identifier: GPL-2.0-or-later
// What do callbacks need of the rest of the box? Disk, telephones, agents.

import type { Duration, Instant } from '../kernel/index.js';
import type { StandingBy } from './ahead.js';
import type { Claim } from './claims.js';
import type { AttemptOutcome, AttemptRow, CallbackChange, RequestRow, RequestWants } from './rows.js';

/** A customer who waits for an agent. */
export interface CustomerOnLine {
  readonly attempt: string;
  readonly number: string;
  readonly queue: string;
  /** The first call's time: his place among the waiting. */
  readonly enqueuedAt: Instant;
  /** What the call that the request comes from asks of agents. */
  readonly wants?: RequestWants;
  /** The agent who asked for him or was dialled first; nobody: any agent of the queue. */
  readonly agent?: string;
}

/** What the engine does for callbacks. Calls return at once; answers are the methods of `Callbacks` named with each. */
export interface CallbackPorts {
  /** Writes a batch; resolves when it is on disk. A failure raises the store's own alarm. */
  commit(changes: readonly CallbackChange[]): Promise<void>;
  /**
   * Rings the customer by one SETUP, first asking the do-not-call list: `dialled`, `rang`, `reached`, `failed`, `misdialled`.
   * `wrongDigits`: the exchange does not take the number in this form.
   */
  dial(attempt: AttemptRow, ring: Duration, wrongDigits?: string): void;
  /** Plays the question "press 1 …" for the `time`th time: `asked`, `digit`. */
  ask(attempt: string, time: number): void;
  /** Joins the customer to an agent: `connected`; `failed` when he hangs up. */
  connect(customer: CustomerOnLine): void;
  /** Clears what there is of an attempt; harmless when there is nothing. */
  clear(attempt: string, why: AttemptOutcome): void;
  /** Offers a request to an agent of its queue, who is to be on the line first: `dial`, `release`. */
  offer(lease: string, request: RequestRow): void;
  /** Takes such an offer back; harmless when there is none. */
  withdraw(lease: string): void;
  /** Agents who are ready, of one queue or of all. */
  readyAgents(queue?: string): number;
  /** Whether this agent could be rung for a callback now. */
  isReady(agent: string): boolean;
  /** Makes a claimed request for one agent: he is kept for it. False: he is not free, or it may not be dialled any more. */
  begin(claim: Claim, agent: string): boolean;
  /** Agents of a queue who hold their telephones for whoever answers. */
  standingBy(queue: string): StandingBy;
  /** Dials a claimed request for one of them, who hears it ring: `dialHeld`. False: there is none. */
  dialStanding(lease: string, queue: string): boolean;
}
