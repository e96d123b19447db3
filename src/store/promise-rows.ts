// SPDX-License-Identifier: GPL-2.0-or-later
// What is in the database of promises? Calls whose number was taken, requests, and the calls that were made for them.

import type { ColumnType, Generated } from 'kysely';
import type { NumberSource } from '../bus/index.js';

/** Milliseconds since 1970 UTC, whole. */
type At = number;
/** JSON text; the batch's helpers take an object. */
type Json = ColumnType<string | null, object | string | null | undefined, object | string | null>;
/** 0 or 1; the batch's helpers take a boolean. */
type Flag = ColumnType<number, boolean | number, boolean | number>;
/** The same, 0 where nothing is said. */
type OptionalFlag = ColumnType<number, boolean | number | undefined, boolean | number>;

/** A caller's number taken: one row per call, the consent evidence of its callback. */
export interface CaptureTable {
  call: string;
  request: string;
  /** Canonical number. Personal. */
  number: string;
  /** The digits as they came. Personal. */
  raw: string | null;
  accessNumber: string | null;
  arrivedAt: At;
  capturedAt: At;
  source: NumberSource;
  /** Whether a callback is promised by voice; false for capture-only. */
  promised: Flag;
  /** The prompt with the promise. */
  prompt: string | null;
  /** How much of it went out; null until it has ended. */
  playedMs: number | null;
  detail: Json;
}

/** A wish that came by a web page of the shop's. */
export interface WebRequestTable {
  /** `REQUEST/INSTANT`. */
  id: string;
  at: At;
  /** Canonical number. Personal. */
  number: string;
  /** The promise that it became, or that it joined. */
  request: string;
  queue: string;
  /** Of his computer. Personal. */
  address: string | null;
  /** The origin of the page. */
  page: string | null;
  note: string | null;
}

/** The states of the callback room's machine; the last three are closed. */
export type RequestState =
  | 'open'
  | 'leased'
  | 'committing'
  | 'dialling'
  | 'confirming'
  | 'connecting'
  | 'completed'
  | 'served'
  | 'givenUp';

/** A promise to ring someone. At most one open (`closedAt` null) per number. */
export interface CallbackRequestTable {
  id: string;
  /** Canonical number. Personal. */
  number: string;
  queue: string;
  /** Whether any capture attached to it promised a callback. */
  promised: Flag;
  createdAt: At;
  /** When its first call asked for service; a callback keeps that place in the queue. */
  enqueuedAt: At;
  /** Not to be called before. */
  due: At;
  expiresAt: At;
  /** Calls that asked for it. */
  captures: number;
  /** Attempts used since the last of these calls. */
  attempts: number;
  /** SETUPs sent for it. */
  setups: Generated<number>;
  /** How the last attempt ended. */
  lastOutcome: string | null;
  state: RequestState;
  /** The agent's id, or `system`. */
  leaseOwner: string | null;
  leaseUntil: At | null;
  /** The attempt under way, or the one that completed it. */
  attempt: string | null;
  closedAt: At | null;
  /** Why it was given up. */
  reason: string | null;
  /** By which way it came about: `surge`, `queue`, `abandoned`, `message`, `command`, `import`. */
  origin: Generated<string>;
  /** Its customer's. */
  grade: Generated<number>;
  /** The agent whom it is for; null: anyone of the queue. */
  agent: string | null;
  /** The number that its customer called last. */
  accessNumber: string | null;
  /** What its call asked of agents. */
  wants: Json;
  /** What somebody wrote of it. Personal. */
  note: string | null;
  /** He hides his number. */
  hidden: OptionalFlag;
  detail: Json;
}

/** One call to the customer of a request. */
export interface CallbackAttemptTable {
  id: string;
  request: string;
  /** Canonical number. Personal. */
  number: string;
  order: 'customerFirst' | 'agentFirst';
  startedAt: At;
  agent: string | null;
  call: string | null;
  /** The digits that went out, prefix included. Personal. */
  dialled: string | null;
  /** The first sign that a telephone may have rung: ALERTING, an announcement in band, an answer. */
  rangAt: At | null;
  reachedAt: At | null;
  confirmedAt: At | null;
  endedAt: At | null;
  outcome: string | null;
  cause: number | null;
  /** Dialled for nobody in particular: whoever answered was to be joined to an agent at once. */
  direct: OptionalFlag;
  detail: Json;
}
