// SPDX-License-Identifier: GPL-2.0-or-later
// What can happen in the business? The list of business events; docs and the outside world rely on it.

import type { Instant } from '../kernel/index.js';

/**
 * The version of this list. A new event or a new optional field does not change it; a renamed, removed or redefined one does.
 */
export const EVENTS_VERSION = 1;

export type Direction = 'inbound' | 'outbound' | 'internal';

/** How a call ended for the caller. `captureOnly`: the number was taken from SETUP, nothing was answered or promised. */
export type Disposition =
  | 'answered'
  | 'abandoned'
  | 'captured'
  | 'captureOnly'
  | 'refused'
  /** Outbound and internal calls only: nobody was reached. */
  | 'failed'
  /** The box stopped while the call was up; written at the next start. */
  | 'interrupted';

/** How a callback request was closed. */
export type RequestOutcome =
  /** The customer spoke with an agent. */
  | 'connected'
  /** He called again and was served. */
  | 'served'
  /** All attempts were used up. */
  | 'givenUp'
  | 'expired'
  /** He declined when we called, or an agent closed it. */
  | 'cancelled'
  | 'doNotCall'
  | 'badNumber'
  /** The carrier bars such calls: an alarm for the operator. */
  | 'barred';

/** How one attempt to call back ended. `interrupted`: the box stopped during it; it does not count. */
export type AttemptOutcome =
  | 'connected'
  | 'busy'
  | 'noAnswer'
  | 'rejected'
  | 'badNumber'
  | 'unreachable'
  | 'congestion'
  | 'barred'
  | 'protocol'
  /** Somebody or something answered but did not press 1. */
  | 'notConfirmed'
  /** The customer pressed 2, or asked not to be called. */
  | 'declined'
  /** The customer confirmed and hung up before an agent was there. */
  | 'abandoned'
  /** No agent was there for him. */
  | 'noAgent'
  /** The agent or the system ended it before it was answered. */
  | 'withdrawn'
  | 'interrupted';

/** Why a captured number is known: from SETUP, or keyed in by a caller whose number is withheld. */
export type NumberSource = 'callingNumber' | 'keyed';

/**
 * Every business event with its facts. `call`, `agent`, `request` and `queue` are columns of the event log, all else is
 * its detail. Numbers are personal.
 */
export interface BusinessEvents {
  'box.started': { readonly version: string; readonly configuration?: string };
  'box.repaired': {
    readonly calls: number;
    readonly legs: number;
    readonly leases: number;
    readonly attempts: number;
    readonly recordings: number;
    readonly orphans: number;
  };
  'box.stopped': { readonly reason: string };
  'configuration.loaded': { readonly file: string };
  'configuration.refused': { readonly file: string; readonly problems: number };
  'store.short': { readonly free: number };
  'store.enough': { readonly free: number };

  'span.alarmRaised': { readonly span: string; readonly alarm: string };
  'span.alarmCleared': { readonly span: string; readonly alarm: string };
  'span.dChannelUp': { readonly span: string };
  'span.dChannelDown': { readonly span: string };

  /** A call begins: SETUP arrived, or we begin to dial. `offered` of the box identity counts the inbound ones. */
  'call.offered': {
    readonly call: string;
    readonly direction: Direction;
    readonly calling?: string | null;
    readonly called?: string | null;
    readonly accessNumber?: string | null;
    readonly span?: string;
    readonly slot?: number;
    readonly request?: string;
  };
  'call.ringing': { readonly call: string };
  'call.answered': { readonly call: string; readonly by?: 'computerAgent' | 'dialogue' | 'agent' | 'customer' };
  'call.queued': { readonly call: string; readonly queue: string };
  'call.overflowed': { readonly call: string; readonly queue: string; readonly to: string };
  'call.bridged': { readonly call: string; readonly agent: string; readonly queue?: string; readonly request?: string };
  'call.ended': {
    readonly call: string;
    readonly direction: Direction;
    readonly disposition: Disposition;
    readonly cause?: number | null;
    /** Why it was refused: `blacklist`, `noAccessNumber`, `noSpace`, ... */
    readonly reason?: string;
    readonly queue?: string | null;
    readonly agent?: string | null;
    readonly request?: string | null;
  };

  'leg.seized': {
    readonly call: string;
    readonly leg: string;
    readonly kind: string;
    readonly span?: string;
    readonly slot?: number;
  };
  'leg.ringing': { readonly call: string; readonly leg: string };
  'leg.answered': { readonly call: string; readonly leg: string };
  'leg.cleared': { readonly call: string; readonly leg: string; readonly cause?: number; readonly clearedBy?: string };

  'offer.made': OfferFacts;
  'offer.accepted': OfferFacts;
  'offer.declined': OfferFacts & { readonly reason?: string };
  'offer.timedOut': OfferFacts;
  'offer.withdrawn': OfferFacts;

  'agent.signedIn': { readonly agent: string; readonly station: string };
  'agent.signedOut': { readonly agent: string; readonly reason?: string };
  'agent.refused': { readonly agent: string; readonly reason: 'unknown' | 'wrongPin' | 'lockedOut' };
  'agent.changed': {
    readonly agent: string;
    readonly state: string;
    readonly reason?: string | null;
    readonly call?: string | null;
    readonly queue?: string | null;
  };

  'surge.on': SurgeFacts;
  'surge.off': SurgeFacts;
  'trough.on': { readonly utilisation: number };
  'trough.off': { readonly utilisation: number; readonly reason?: string };

  /** A number was taken and is durable with this event. */
  'capture.taken': {
    readonly call: string;
    readonly request: string;
    readonly number: string;
    readonly source: NumberSource;
    readonly promised: boolean;
    readonly merged: boolean;
  };
  /** The first sample of the promise went out. */
  'promise.started': { readonly call: string; readonly request: string; readonly prompt: string };
  'promise.ended': { readonly call: string; readonly request: string; readonly playedMs: number };

  'request.created': {
    readonly request: string;
    readonly number: string;
    readonly queue?: string;
    readonly call?: string;
  };
  'request.merged': { readonly request: string; readonly call: string; readonly calls: number };
  'request.leased': {
    readonly request: string;
    readonly owner: string;
    readonly until: Instant;
    readonly agent?: string;
  };
  'request.released': { readonly request: string; readonly reason: string; readonly agent?: string };
  'request.rescheduled': { readonly request: string; readonly dueAt: Instant; readonly reason: string };
  'request.closed': {
    readonly request: string;
    readonly outcome: RequestOutcome;
    readonly reason?: string;
    readonly call?: string;
    readonly agent?: string;
  };
  'attempt.started': AttemptFacts & { readonly number: string };
  'attempt.reached': AttemptFacts;
  'attempt.confirmed': AttemptFacts;
  'attempt.connected': AttemptFacts;
  'attempt.ended': AttemptFacts & {
    readonly outcome: AttemptOutcome;
    readonly cause?: number | null;
    readonly counts: boolean;
  };

  'recording.started': RecordingFacts & { readonly file: string };
  'recording.gap': RecordingFacts & { readonly atMs: number; readonly gapMs: number };
  'recording.ended': RecordingFacts & { readonly durationMs: number };
  'recording.failed': RecordingFacts & { readonly reason: string };

  'doNotCall.added': {
    readonly number: string;
    readonly reason: string;
    readonly agent?: string;
    readonly call?: string;
  };
  'doNotCall.removed': { readonly number: string; readonly reason: string; readonly agent?: string };
}

interface OfferFacts {
  readonly offer: string;
  readonly call: string;
  readonly agent: string;
  readonly queue?: string;
  readonly request?: string;
}

interface SurgeFacts {
  readonly utilisation: number;
  readonly busy: number;
  readonly inService: number;
  readonly share: number;
}

interface AttemptFacts {
  readonly attempt: string;
  readonly request: string;
  readonly agent?: string;
  readonly call?: string;
}

interface RecordingFacts {
  readonly recording: string;
  readonly call: string;
  readonly agent?: string;
}

export type EventType = keyof BusinessEvents;

/** One event as it is told: type, time and the facts of its type. */
export type BusinessEvent = {
  [Type in EventType]: { readonly type: Type; readonly at: Instant; readonly facts: BusinessEvents[Type] };
}[EventType];

/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<BusinessEvent, { type: Type }>;
