// SPDX-License-Identifier: GPL-2.0-or-later
// What is reception asked, and what does it answer? An offered call, what the box knows, and where the call goes.

import type { KnownCustomer } from '../bus/index.js';
import type { Destination, Rung } from '../config/index.js';
import type { Area, Calendar, NumberList } from '../dialling/index.js';
import type { Facts } from '../expression/index.js';
import type { Instant } from '../kernel/index.js';
import type { QueueView } from './queue-view.js';
import type { ClaimedNeed, Claims, Finding, RoutingRule, Skipped } from './rules.js';

/** A call that has just been offered. */
export interface OfferedCall {
  /** The access number's digits as the exchange delivered them. */
  readonly accessNumber: string;
  /** What the calling number is listed by; nothing when there is none to compare. */
  readonly calling?: string;
  /** What is known of his number; nothing when he withholds it, or has none. */
  readonly number?: string;
  readonly withheld?: boolean;
  /** What the customer directory has of him. */
  readonly customer?: Omit<KnownCustomer, 'numbers'>;
  /** Where his number is at home. */
  readonly area?: Area;
  /** Who was called before it was forwarded here, as the exchange delivered it. */
  readonly redirecting?: string;
  /** What is attached to the contact. */
  readonly data?: Readonly<Record<string, string>>;
}

/** A number that callers dial, and where it leads. */
export interface AccessNumber {
  readonly number: string;
  /** Its queue: where its calls wait, and where their callbacks belong. */
  readonly queue: string;
  /** A dialogue that comes first. */
  readonly flow?: string;
  /** A box: its callers leave a message. */
  readonly message?: string;
  /** For the shop's own people: in a wave, too, they come through. */
  readonly forStaff?: boolean;
  /** When it is answered; nothing: always. */
  readonly hours?: Calendar;
  /** What somebody has said against it for now. */
  readonly exception?: {
    readonly is: 'closed' | 'open' /** In place of what follows after hours. */;
    readonly greeting?: string;
  };
  /** Where its calls go outside its hours; nothing: they are refused. */
  readonly afterHours?: Destination;
}

/** The surge control's word on this call, as `Surge.decide` gives it. */
export interface SurgeVerdict {
  readonly taker: 'human' | 'computerAgent' | 'captureOnly';
  readonly reason: string;
  /** How a computer agent is to catch it; nothing: it answers and speaks. */
  readonly way?: 'spoken' | 'earlyMedia' | 'keepPlace';
  /** In words, what it went by; nothing: taker and reason. */
  readonly findings?: readonly string[];
  /** When the computer agent is to answer. */
  readonly answerAt?: Instant;
}

/** What the box knows at this instant. */
export interface ReceptionSnapshot {
  readonly accessNumbers: readonly AccessNumber[];
  readonly blacklist: NumberList;
  readonly surge: SurgeVerdict;
  /** A queue by its name, for a call that needs this besides by its rules; nothing: it has no agents. */
  readonly queue: (name: string, needs?: readonly ClaimedNeed[]) => QueueView | undefined;
  /** Whether a request can be committed: without space no callback is promised. */
  readonly canPromise: boolean;
  /** This instant in calendars (`Clock.utc`), where that is another one. */
  readonly calendar?: Instant;
  /** The box is being shut down and takes no more calls. */
  readonly closing: boolean;
  /** Asked in their order; nothing: there are none. */
  readonly rules?: readonly RoutingRule[];
  /** What rules go by, for a call of a queue. */
  readonly facts?: (call: OfferedCall, queue: string) => Facts;
}

/** Why a call goes where it goes. */
export type RouteReason =
  | 'closing'
  | 'unknownNumber'
  | 'incompleteNumber'
  | 'blacklist'
  | 'outsideHours'
  | 'noSpace'
  | 'surge'
  | 'nobodySignedIn'
  | 'nobodyReady'
  | 'nobodySkilled'
  | 'queueFull'
  | 'flow'
  | 'queue'
  | 'message'
  | 'rule';

/** Where a call comes to. */
export type Reached =
  | { readonly kind: 'announce'; readonly prompt: string }
  | { readonly kind: 'refuse' /** Q.850. */; readonly cause: number }
  | { readonly kind: 'captureOnly'; readonly queue: string }
  /** `prompt`: the promise, where it is not the surge's. */
  | {
      readonly kind: 'computerAgent';
      readonly queue: string;
      readonly answerAt: Instant;
      readonly prompt?: string;
      /** Before the answer; nothing: after it. */
      readonly way?: 'earlyMedia';
    }
  | { readonly kind: 'flow'; readonly flow: string; readonly queue: string }
  | { readonly kind: 'message'; readonly box: string; readonly queue: string }
  /** Somebody is rung; `otherwise` is said, or the queue. */
  | { readonly kind: 'ring'; readonly to: Rung; readonly queue: string }
  /** `keepPlace`: he is told at once how long he will wait, and by which key a callback keeps his place. */
  | { readonly kind: 'queue'; readonly queue: string; readonly keepPlace?: true };

/** Where a call comes to, and how that was found. */
export type Route = Reached & {
  readonly reason: RouteReason;
  /** Whether the surge's verdict was carried out: then report it to the surge control with `took`. */
  readonly surgeFollowed: boolean;
  readonly trace: readonly Finding[];
  /** What it has of the rules when it waits. */
  readonly claims: Claims;
  /** Every rule that held, and those that could not be told. */
  readonly rules: readonly string[];
  readonly skipped: readonly Skipped[];
};
