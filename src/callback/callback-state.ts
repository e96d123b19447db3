// SPDX-License-Identifier: GPL-2.0-or-later
// What can a request for a callback be in the middle of? Its states, what moves it, and what it asks to be done.

import type { Instant } from '../kernel/index.js';
import type {
  AttemptOutcome,
  AttemptRow,
  CallbackChange,
  GiveUpReason,
  RequestAbout,
  RequestRow,
  RequestWants,
} from './rows.js';
import type { CallbackOrder, CallbackSettings } from './settings.js';

/**
 *            lease          dial              committed          reached            key              connected
 *   open ──────────> leased ────> committing ──────────> dialling ──────> confirming ──> connecting ──────────> completed
 *    ^ │ ^             │             │                      │  │              │              │  ^
 *    │ │ └─ released, ─┴─────────────┘                      │  └─ reached, agent first ──────┼──┘
 *    │ │    expired                                         v                 v              v
 *    │ │                                             attempt failed: its outcome says when, and whether, again
 *    │ │                                                    │                           │
 *    └─┼──────────────── due later ─────────────────────────┘                           └─ no more ──> givenUp
 *      ├─ expired, cancelled ──> givenUp
 *      └─ the customer called in and was served (from every state above) ──> served
 *
 * While the same number is being promised a callback in another call (`promising`), every arrow to completed, served or givenUp
 * leads to open instead: what is said in the next moment is promised after that end.
 *
 * From `committing` on there is an attempt; events of another attempt or lease came late and change nothing.
 */
export type CallbackPhase =
  | { readonly name: 'open' }
  | { readonly name: 'leased'; readonly lease: string; readonly owner: string; readonly until: Instant }
  /** The attempt is being written; no telephone has been touched. */
  | { readonly name: 'committing'; readonly attempt: AttemptRow; readonly lease: string; readonly owner: string }
  | { readonly name: 'dialling'; readonly attempt: AttemptRow; readonly until: Instant }
  | { readonly name: 'confirming'; readonly attempt: AttemptRow; readonly asked: number; readonly until: Instant }
  | { readonly name: 'connecting'; readonly attempt: AttemptRow; readonly until: Instant }
  | { readonly name: 'completed'; readonly at: Instant; readonly attempt: AttemptRow }
  | { readonly name: 'served'; readonly at: Instant; readonly call: string }
  | { readonly name: 'givenUp'; readonly at: Instant; readonly reason: GiveUpReason };

/** The phases of a promise that is settled, one way or the other. */
export type ClosedPhase = Extract<CallbackPhase, { readonly name: 'completed' | 'served' | 'givenUp' }>;

/** What is known of a request whatever its phase. */
export type RequestFacts = Pick<
  RequestRow,
  | keyof RequestAbout
  | 'id'
  | 'number'
  | 'queue'
  | 'promised'
  | 'createdAt'
  | 'enqueuedAt'
  | 'due'
  | 'expiresAt'
  | 'captures'
  | 'attempts'
  | 'setups'
  | 'lastOutcome'
>;

/** When a customer wants to be called: not before, and no more after it. */
export interface Slot {
  readonly from: Instant;
  readonly until?: Instant;
}

/** What can be changed of an open request. */
export interface RequestWish {
  readonly queue?: string;
  /** null: anyone of its queue. */
  readonly agent?: string | null;
  /** Empty: none any more. */
  readonly note?: string;
  readonly slot?: Slot;
}

export interface CallbackState {
  readonly request: RequestFacts;
  readonly settings: CallbackSettings;
  readonly phase: CallbackPhase;
  /** Captured calls whose promise has not begun to be spoken. Not written: after a crash these callers are gone. */
  readonly promising: readonly string[];
  /** Digits of this number that the exchange has called wrong: the other form is dialled from then on. */
  readonly wrongDigits?: string;
  /** A customer who was rung for nobody once is not dialled ahead again: an agent is to be there. */
  readonly wasAbandoned?: true;
  /** The end that came while there were such calls: the request's own if none of them can be written. */
  readonly heldBack?: ClosedPhase;
}

/** The owner of a lease that the system took for itself. */
export const SYSTEM = 'system';

export type CallbackEvent =
  | { readonly type: 'lease'; readonly lease: string; readonly owner: string }
  | {
      readonly type: 'dial';
      readonly lease: string;
      readonly attempt: string;
      readonly order: CallbackOrder;
      /** Whom the customer is for; nobody yet when the system dials the customer first. */
      readonly agent?: string;
      readonly direct?: true;
    }
  | { readonly type: 'released'; readonly lease: string }
  | { readonly type: 'committed'; readonly attempt: string }
  | { readonly type: 'commitFailed'; readonly attempt: string }
  /** SETUP has been sent with these digits. */
  | { readonly type: 'dialled'; readonly attempt: string; readonly digits: string }
  | { readonly type: 'rang'; readonly attempt: string }
  /** `presumed`: nobody told that he answered, it was taken from what was heard; then only the key says so. */
  | { readonly type: 'reached'; readonly attempt: string; readonly presumed?: boolean }
  /** The question has been played to its end; from now on the customer has `confirm.wait`. */
  | { readonly type: 'asked'; readonly attempt: string }
  | { readonly type: 'digit'; readonly attempt: string; readonly digit: string }
  | { readonly type: 'connected'; readonly attempt: string; readonly agent: string }
  | {
      readonly type: 'failed';
      readonly attempt: string;
      readonly outcome: AttemptOutcome;
      readonly cause?: number;
      /** The exchange called the digits wrong, and the number has another form. */
      readonly otherForm?: boolean;
    }
  /** The same number called again and was captured again. */
  | {
      readonly type: 'captured';
      readonly call: string;
      readonly promised: boolean;
      /** The stretch of time that he chose. */
      readonly slot?: Slot | undefined;
      readonly about?: Partial<RequestAbout>;
    }
  /** Somebody changes what is wanted of it. */
  | { readonly type: 'changed'; readonly change: RequestWish }
  /** A capture of this request could not be written. */
  | { readonly type: 'uncaptured'; readonly call: string }
  /** The first sample of a promise has been played to this caller, or he hung up before: from now on it is a promise like the others. */
  | { readonly type: 'promiseBegan'; readonly call: string }
  | { readonly type: 'served'; readonly call: string }
  /** No SETUP is left for it, and its number is captured anew: for a request of its own. */
  | { readonly type: 'spent' }
  | { readonly type: 'cancelled' }
  /** Its customer wants to be called not before then. */
  | { readonly type: 'postponed'; readonly due: Instant }
  | { readonly type: 'configured'; readonly settings: CallbackSettings }
  | { readonly type: 'expired' };

export type CallbackEffect =
  /** Commit; in `committing`, answer with `committed` or `commitFailed`. */
  | { readonly type: 'record'; readonly changes: readonly CallbackChange[] }
  | { readonly type: 'dial'; readonly attempt: AttemptRow; readonly ring: number; readonly wrongDigits?: string }
  /** Play the question, for the `time`th time; answer with `asked` and `digit`. */
  | { readonly type: 'ask'; readonly attempt: string; readonly time: number }
  /** Join the customer to an agent: to this one if he is named, else to one of the queue; answer with `connected`. */
  | {
      readonly type: 'connect';
      readonly attempt: AttemptRow;
      readonly queue: string;
      readonly enqueuedAt: Instant;
      readonly wants?: RequestWants;
    }
  /** The lease is over: take back what was offered under it. */
  | { readonly type: 'withdraw'; readonly lease: string }
  /** Clear what there is of the attempt's legs. */
  | { readonly type: 'clear'; readonly attempt: string; readonly why: AttemptOutcome };

/** The attempt under way. */
export function attemptOf({ phase }: CallbackState): AttemptRow | undefined {
  switch (phase.name) {
    case 'committing':
    case 'dialling':
    case 'confirming':
    case 'connecting':
      return phase.attempt;
    default:
      return undefined;
  }
}

/** Whether the promise is settled, one way or the other. */
export function isClosed({ phase }: CallbackState): boolean {
  return phase.name === 'completed' || phase.name === 'served' || phase.name === 'givenUp';
}

/** The row of a state, whole. */
export function requestRow({ request, phase }: CallbackState): RequestRow {
  const { name: state } = phase;
  // What the request does not know comes first: to spread it first takes eight times as long.
  switch (phase.name) {
    case 'open':
      return { state, ...request };
    case 'leased':
      return { state, leaseOwner: phase.owner, leaseUntil: phase.until, ...request };
    case 'committing':
      return { state, leaseOwner: phase.owner, attempt: phase.attempt.id, ...request };
    case 'dialling':
    case 'confirming':
    case 'connecting':
      return { state, attempt: phase.attempt.id, ...request };
    case 'completed':
      return { state, attempt: phase.attempt.id, closedAt: phase.at, ...request };
    case 'served':
      return { state, closedAt: phase.at, ...request };
    case 'givenUp':
      return { state, closedAt: phase.at, reason: phase.reason, ...request };
  }
}
