// SPDX-License-Identifier: GPL-2.0-or-later
// What can happen in the business? The list of business events; docs and the outside world rely on it.

import type { Duration, Instant } from '../kernel/index.js';
import type { AgentWorkEvents } from './agent-work-events.js';
import type { CallControlEvents } from './call-control-events.js';
import type { DirectoryEvents } from './directory-events.js';
import type { Origin } from './origin.js';
import type { OfferFacts } from './routing-events.js';
import type { SurgeEvents } from './surge-events.js';

/**
 * The version of this list. A new event or a new optional field does not change it; a renamed, removed or redefined one does.
 */
export const EVENTS_VERSION = 2;

/** Who began a call: somebody outside, the box, or an agent with another one. */
export type Direction = 'inbound' | 'outbound' | 'internal';

/**
 * How a call ended for the caller: in exactly one of these ways, the first that holds. `answered`: an agent talked with him.
 * `message`: he left one. `captureOnly`: the number was taken from SETUP, nothing was answered or promised. `selfServed`: a
 * flow came to its end with him. `announced`: he was told something and cleared. `abandonedInFlow`: he hung up amid a flow.
 * `failed`: of outbound and internal calls alone, nobody was reached. `interrupted`: the box stopped; where it crashed, whatever was before.
 */
export const DISPOSITIONS = [
  'answered',
  'forwarded',
  'message',
  'captured',
  'captureOnly',
  'selfServed',
  'announced',
  'refused',
  'interrupted',
  'abandonedInFlow',
  'abandoned',
  'failed',
] as const;

/** One of `DISPOSITIONS`. */
export type Disposition = (typeof DISPOSITIONS)[number];

/** How a call can end that somebody made to the box. */
export type InboundEnd = Exclude<Disposition, 'failed'>;
/** All of them. */
export const INBOUND_ENDS: readonly InboundEnd[] = DISPOSITIONS.filter((end) => end !== 'failed');

/** Where a captured number is from: SETUP, or keyed in by a caller who withholds his. */
export type NumberSource = 'callingNumber' | 'keyedIn';

/**
 * Every business event with its facts. `call`, `agent`, `request` and `queue` are columns of the event log, all else is
 * its detail. Numbers are personal.
 */
export interface BusinessEvents extends CallControlEvents, AgentWorkEvents, DirectoryEvents, SurgeEvents {
  'box.started': { readonly version: string; readonly configuration?: string };
  'box.repaired': {
    readonly calls: number;
    readonly legs: number;
    readonly leases: number;
    readonly attempts: number;
    readonly recordings: number;
    readonly orphans: number;
  };
  /** No new calls from now on: the box stops when the last one has ended, or after `within` milliseconds. */
  'box.draining': { readonly within?: number };
  'box.drainCancelled': Record<never, never>;
  'box.stopped': { readonly reason: string };
  'configuration.loaded': { readonly file: string };
  /** It was to be read again and has so many problems; the box keeps the one that it has. */
  'configuration.refused': { readonly file: string; readonly problems: number };
  /** These settings were written into the file: by their paths, never their values. */
  'settings.changed': { readonly paths: readonly string[]; readonly revision: string; readonly before: string };
  'store.short': { readonly free: number };
  'store.enough': { readonly free: number };
  /** The system's clock was stepped, and the box follows: from now on instants are later by so many milliseconds. */
  'clock.followed': { readonly by: Duration };

  /** Something is wrong with the box; `alarm` is the id that its end carries too. */
  'alarm.raised': AlarmFacts;
  'alarm.cleared': AlarmFacts & { readonly times: number };

  /** An operator took channels out of service, or put them back: their names. */
  'channels.busiedOut': { readonly channels: readonly string[]; readonly now: boolean };
  'channels.inService': { readonly channels: readonly string[] };

  'span.alarmRaised': { readonly span: string; readonly alarm: string };
  'span.alarmCleared': { readonly span: string; readonly alarm: string };
  'span.dChannelUp': { readonly span: string };
  'span.dChannelDown': { readonly span: string };
  /** From now on so many B-channels are in service: those that are busied out, in alarm, or whose D-channel is down are none of them. */
  'trunks.inService': { readonly inService: number };

  /** Calls that were refused with 41 and have no record: too much waited to be written. */
  /** `number` empty: all access numbers. `regular`: by their calendars again. */
  'hours.changed': {
    readonly number: string;
    readonly is: 'closed' | 'open' | 'regular';
    readonly until?: Instant;
    readonly greeting?: string;
    readonly by?: string;
  };
  'calls.turnedAway': { readonly calls: number; readonly since: Instant; readonly until: Instant };

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
  'call.queued': { readonly call: string; readonly queue: string };
  'call.overflowed': { readonly call: string; readonly queue: string; readonly to: string };
  'call.bridged': { readonly call: string; readonly agent: string; readonly queue?: string; readonly request?: string };
  /** The agent's conversation is over; the call may go on. */
  'call.parted': { readonly call: string; readonly agent: string };
  'call.ended': {
    readonly call: string;
    readonly direction: Direction;
    readonly disposition: Disposition;
    readonly cause?: number | null;
    /** Why it was refused: `blacklist`, `noAccessNumber`, `noSpace`, ...; `crash`: it was up when the box was. */
    readonly reason?: string;
    readonly queue?: string | null;
    readonly agent?: string | null;
    readonly request?: string | null;
  };

  /** Others and recordings get silence in place of the leg's party: a card or a PIN is keyed in. */
  'leg.masked': { readonly call: string; readonly leg: string; readonly reason: string };
  'leg.unmasked': {
    readonly call: string;
    readonly leg: string;
    readonly reason: string;
    /** By whoever began it, by itself (60 s), or with the leg. */
    readonly how: 'ended' | 'expired' | 'cleared';
    readonly durationMs: number;
  };

  'offer.made': OfferFacts;
  'offer.accepted': OfferFacts;
  'offer.declined': OfferFacts & { readonly reason?: string };
  'offer.timedOut': OfferFacts;
  'offer.withdrawn': OfferFacts;

  /** `resumed`: he was signed in when the box stopped, and goes on. */
  'agent.signedIn': { readonly agent: string; readonly station: string; readonly resumed?: boolean };
  'agent.signedOut': { readonly agent: string; readonly reason?: string };
  'agent.refused': { readonly agent: string; readonly reason: 'unknown' | 'wrongPin' | 'lockedOut' };
  /** He has another PIN, or with `fromFile` that of the file again. */
  'agent.pinChanged': { readonly agent: string; readonly fromFile?: boolean };
  /** What agents were doing ended with the box: at its stop, or when it was last alive. */
  'agents.cutOff': { readonly reason: string };
  'agent.changed': {
    readonly agent: string;
    readonly state: string;
    readonly reason?: string | null;
    readonly call?: string | null;
    readonly queue?: string | null;
  };

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
    readonly way?: 'spoken' | 'key' | 'earlyMedia' | 'captureOnly';
    /** Promised before the answer: nobody knows whether he heard it. */
    readonly unconfirmed?: true;
  };
  /** It became durable after the caller had been told that it is not: it was removed again, and nothing was promised. */
  'capture.takenBack': { readonly call: string; readonly request: string; readonly merged: boolean };
  /** The first sample of the promise went out. */
  'promise.started': { readonly call: string; readonly request: string; readonly prompt: string };
  'promise.ended': { readonly call: string; readonly request: string; readonly playedMs: number };

  'callback.created': CallbackFacts;
  /** A person or program has put a request in, for a number that had none or one already. */
  'callback.asked': { readonly request: string; readonly number: string; readonly by: string };
  /** The number has an open request: the capture was attached to it. */
  'callback.merged': CallbackFacts;
  /** A capture could not be written after all: it was taken back, and nothing was promised. */
  'callback.uncaptured': CallbackFacts;
  'callback.leased': CallbackFacts;
  'callback.released': CallbackFacts;
  'callback.attempted': CallbackFacts;
  /** The customer, or something, answered. */
  'callback.reached': CallbackFacts;
  /** He pressed 1. */
  'callback.confirmed': CallbackFacts;
  'callback.failed': CallbackFacts;
  /** He was joined to an agent: the promise is kept. */
  'callback.completed': CallbackFacts;
  /** He called again and was served: the promise needs no call. */
  'callback.served': CallbackFacts;
  'callback.givenUp': CallbackFacts;
  /** Somebody gave it to another queue or agent, chose another time, or wrote a note. */
  'callback.changed': CallbackFacts;
  /** Kept, served or given up while the same number was being promised a callback once more: it is open for this promise. */
  'callback.renewed': CallbackFacts;
  /** Its customer wants to be called not before `due`. */
  'callback.postponed': CallbackFacts;

  'recording.started': RecordingFacts & { readonly file: string };
  /** Of one second's gaps: where in its file the first of them is, what is missing, and how much silence stands there. */
  'recording.gap': RecordingFacts & { readonly atMs: number; readonly gapMs: number; readonly silenceMs: number };
  'recording.ended': RecordingFacts & { readonly durationMs: number };
  'recording.failed': RecordingFacts & { readonly reason: string };
  /** Its file was deleted, after the retention time or by somebody. */
  'recording.purged': RecordingFacts & { readonly file: string; readonly sha256?: string; readonly reason: string };

  /** Records were thrown away that were over their time: how many of each kind. */
  'records.pruned': {
    readonly legs: number;
    readonly calls: number;
    readonly callbacks?: number;
    readonly events: number;
  };
  /** A legal hold was put on a contact, a call or a number. */
  'records.held': HoldFacts & { readonly reason: string };
  'records.released': HoldFacts;

  /** A prompt of the shop's own took the place of ours, or was taken away: in a language, or `common`. */
  'prompt.imported': { readonly name: string; readonly place: string };
  'prompt.removed': { readonly name: string; readonly place: string };
  /** An earlier one is played again. */
  'prompt.restored': { readonly name: string; readonly place: string; readonly version: number };
  /** So many messages to a target were given up; they are kept, to be tried again by hand. */
  'outbox.gaveUp': { readonly target: string; readonly reason: string; readonly messages: number };
  /** Somebody had so many messages tried again. */
  'outbox.retried': { readonly messages: number };
  /** A report of the file is on its way to so many targets. */
  'report.sent': { readonly name: string; readonly to: number };
}

interface HoldFacts {
  readonly hold: string;
  readonly kind: 'contact' | 'call' | 'number';
  readonly subject: string;
  /** Who asked for it. */
  readonly by: string;
}

interface AlarmFacts {
  readonly alarm: string;
  readonly code: string;
  readonly subject: string;
  readonly severity: string;
}

interface CallbackFacts {
  readonly request: string;
  readonly queue?: string | null;
  readonly agent?: string | null;
  readonly call?: string | null;
  readonly number?: string;
  readonly attempt?: string | null;
  /** How the attempt ended, or why the promise was given up. */
  readonly outcome?: string | null;
  readonly cause?: number | null;
  /** When it is due; where it waits for that. */
  readonly due?: Instant;
}

interface RecordingFacts {
  readonly recording: string;
  readonly call: string;
  readonly agent?: string;
}

/** The name of a business event. */
export type EventType = keyof BusinessEvents;

/** One event as it is told: type, time, who brought it about, and the facts of its type. */
export type BusinessEvent = {
  [Type in EventType]: Origin & { readonly type: Type; readonly at: Instant; readonly facts: BusinessEvents[Type] };
}[EventType];

/** The event of one type. */
export type EventOf<Type extends EventType> = Extract<BusinessEvent, { type: Type }>;
