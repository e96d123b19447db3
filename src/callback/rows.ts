// SPDX-License-Identifier: GPL-2.0-or-later
// What is kept of a callback? Plain rows; the engine puts them into the store in one batch with whatever caused them.

import type { Outcome } from '../dialling/index.js';
import type { Instant } from '../kernel/index.js';
import type { CallbackOrder } from './settings.js';

/** How an attempt ended. */
export type AttemptOutcome =
  | Exclude<Outcome, 'answered'>
  /** An agent and the customer were joined. */
  | 'connected'
  /** Somebody or something answered, but nobody pressed the key: a voicemail, mostly. */
  | 'notConfirmed'
  /** The customer hung up before an agent was there. */
  | 'hungUp'
  /** The customer confirmed, but no agent was free in time. */
  | 'noAgent'
  /** The customer answered a call that was dialled ahead, and no agent was there within two seconds. */
  | 'dropped'
  /** A machine answered, as far as its greeting tells. */
  | 'machine'
  /** The customer does not need us any more. */
  | 'declined'
  /** The customer does not want to be called, now or ever. */
  | 'refused'
  /** Listed meanwhile, or not a number that can be called. */
  | 'doNotCall'
  | 'blocked'
  | 'notCallable'
  /** Abroad, where nobody is called back, or dearer than a call. */
  | 'barredByClass'
  /** Taken back by us: a surge, the agent went, the customer called in himself. */
  | 'withdrawn'
  /** The box stopped in the middle of it. */
  | 'interrupted';

/** Why a promise was given up. */
export type GiveUpReason =
  | 'attempts'
  | 'setups'
  | 'expired'
  | 'cancelled'
  /** Its number has another open request, under a form by which it was not known then. */
  | 'merged'
  | AttemptOutcome;

/** How a request came about: by which way its first caller was served, or who put it in. */
export type RequestOrigin = 'surge' | 'queue' | 'abandoned' | 'message' | 'command' | 'import';

/** What the call that a request comes from asks of agents: it asks it again when its customer waits for one. */
export interface RequestWants {
  readonly needs: readonly { readonly skill: string; readonly level: number }[];
  readonly priority: number;
}

/** What is known of a request beside how it is kept. */
export interface RequestAbout {
  readonly origin: RequestOrigin;
  /** Its customer's, 0 and up. */
  readonly grade: number;
  /** The agent whom it is for; nobody: anyone of the queue. */
  readonly agent?: string;
  /** The number that its customer called last: he sees it when he is called back, where the trunk may show it. */
  readonly accessNumber?: string;
  readonly wants?: RequestWants;
  /** What somebody wrote of it. */
  readonly note?: string;
  /** Its customer hides his number: it is shown to nobody. */
  readonly hidden?: true;
}

/** The one open request of a number, and after it is closed the record of it. */
export interface RequestRow extends RequestAbout {
  readonly id: string;
  /** Canonical number; personal data. */
  readonly number: string;
  readonly queue: string;
  /** False when every capture was capture-only: these callers consented to nothing. */
  readonly promised: boolean;
  readonly createdAt: Instant;
  /** When the first call came: the place in the order of callbacks. */
  readonly enqueuedAt: Instant;
  /** Not to be called before. */
  readonly due: Instant;
  readonly expiresAt: Instant;
  /** Calls that asked for it. */
  readonly captures: number;
  /** Attempts used since the last of these calls. */
  readonly attempts: number;
  /** SETUPs sent for it, one of an attempt that is being written among them; no further call makes them fewer. */
  readonly setups: number;
  readonly lastOutcome?: AttemptOutcome;
  readonly state: RequestState;
  readonly leaseOwner?: string;
  readonly leaseUntil?: Instant;
  /** The attempt under way, or the one that completed it. */
  readonly attempt?: string;
  readonly closedAt?: Instant;
  readonly reason?: GiveUpReason;
}

/** The names of a request's states, open ones first. */
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

/** One call to a customer, of one SETUP at most. Its row is on disk before his telephone rings. */
export interface AttemptRow {
  readonly id: string;
  readonly request: string;
  readonly number: string;
  readonly order: CallbackOrder;
  /** He was asked nothing: whoever answered was to be joined to an agent at once. */
  readonly direct?: true;
  /** When SETUP was sent; until then, when the attempt began. */
  readonly startedAt: Instant;
  readonly agent?: string;
  /** The digits of its SETUP, prefixes included; nothing: none was sent, or the box stopped before it could note them. */
  readonly dialled?: string;
  /** ALERTING, an announcement in band, or an answer: the first sign that a telephone may have rung. */
  readonly rangAt?: Instant;
  readonly reachedAt?: Instant;
  readonly confirmedAt?: Instant;
  readonly endedAt?: Instant;
  readonly outcome?: AttemptOutcome;
  readonly cause?: number;
}

/** One call's number taken. */
export interface CaptureRow {
  readonly call: string;
  readonly request: string;
  /** Canonical number; personal data. */
  readonly number: string;
  /** The calling number's digits as they came. */
  readonly raw: string;
  readonly accessNumber: string;
  /** When the call arrived. */
  readonly arrivedAt: Instant;
  readonly capturedAt: Instant;
  /** Where the number is from: the calling number, or the caller keyed it in. */
  readonly source: 'callingNumber' | 'keyedIn';
  readonly promised: boolean;
  /** The prompt that asked for consent; none for capture-only. */
  readonly prompt?: string;
  /** SHA-256 of the prompt's file, in hexadecimal: which recording of it was spoken. */
  readonly promptDigest?: string;
  /** How he was caught; nothing: he was spoken to. */
  readonly way?: CaptureWay;
  /** The promise was spoken before the answer: nobody knows whether his exchange let him hear it. */
  readonly unconfirmed?: true;
}

/** How a caller was caught: spoken to, by a key in the queue, spoken to before the answer, or by his number alone. */
export type CaptureWay = 'spoken' | 'key' | 'earlyMedia' | 'captureOnly';

/** What happened, for the event log. */
export type CallbackFact =
  | 'created'
  | 'merged'
  | 'uncaptured'
  | 'leased'
  | 'released'
  | 'attempted'
  | 'reached'
  | 'confirmed'
  | 'failed'
  | 'completed'
  | 'served'
  | 'givenUp'
  /** Somebody gave it to another queue or agent, wrote a note, or chose another time. */
  | 'changed'
  /** It would have ended, but a caller is just being promised a callback: it goes on for him. */
  | 'renewed'
  /** Its customer wants to be called later. */
  | 'postponed';

/** Who asked on a web page: from which computer, on which page. Personal. */
export interface Visitor {
  readonly address: string;
  readonly page?: string | undefined;
}

/** One line of a batch. `request` and `attempt` rows are whole: written whether they exist already or not. No fact: told already. */
export type CallbackChange =
  | { readonly type: 'capture'; readonly row: CaptureRow }
  | { readonly type: 'request'; readonly fact?: CallbackFact; readonly row: RequestRow }
  | { readonly type: 'attempt'; readonly row: AttemptRow }
  /** A person or program has put it in. */
  | {
      readonly type: 'asked';
      readonly request: string;
      readonly number: string;
      readonly by: string;
      readonly queue: string;
      readonly visitor?: Visitor & { readonly note?: string | undefined };
    }
  | { readonly type: 'doNotCall'; readonly number: string; readonly request: string; readonly at: Instant };
