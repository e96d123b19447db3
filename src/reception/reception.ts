// SPDX-License-Identifier: GPL-2.0-or-later
// What does an offered call meet? One pure function from the call and what the box knows to a route with its reasons.

import type { Destination } from '../config/index.js';
import { type Area, type Calendar, isOpen, type NumberList, ruleByArea } from '../dialling/index.js';
import type { Instant } from '../kernel/index.js';
import { accessMatch } from './overlap.js';
import { obstacleIn, type QueueView, type ToByArea } from './queue-view.js';

/** A call that has just been offered. */
export interface OfferedCall {
  /** The access number's digits as the exchange delivered them. */
  readonly accessNumber: string;
  /** What the calling number is listed by; nothing when there is none to compare. */
  readonly calling?: string;
  /** His number, if it is one, and where it is at home; nothing when it is withheld. */
  readonly number?: string;
  readonly area?: Area;
}

/** A number that callers dial, and where it leads. */
export interface AccessNumber {
  readonly number: string;
  /** Its queue: where its calls wait, and where their callbacks belong. */
  readonly queue: string;
  /** A dialogue that comes first. */
  readonly flow?: string;
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
  /** Where its calls go by where they come from; those of its queue come after them. */
  readonly byArea?: readonly ToByArea[];
}

/** The surge control's word on this call, as `Surge.decide` gives it. */
export interface SurgeVerdict {
  readonly taker: 'human' | 'computerAgent' | 'captureOnly';
  readonly reason: string;
  /** When the computer agent is to answer. */
  readonly answerAt?: Instant;
}

/** What the box knows at this instant. */
export interface ReceptionSnapshot {
  readonly accessNumbers: readonly AccessNumber[];
  readonly blacklist: NumberList;
  readonly surge: SurgeVerdict;
  /** A queue by its name; nothing: it has no agents. */
  readonly queue: (name: string) => QueueView | undefined;
  /** Whether a request can be committed: without space no callback is promised. */
  readonly canPromise: boolean;
  /** This instant in calendars (`Clock.utc`), where that is another one. */
  readonly calendar?: Instant;
  /** The box is being shut down and takes no more calls. */
  readonly closing: boolean;
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
  | 'area'
  | 'nobodySignedIn'
  | 'nobodyReady'
  | 'nobodySkilled'
  | 'queueFull'
  | 'flow'
  | 'queue';

/** A line of `route explain`: what was asked, and the answer. */
export interface Finding {
  readonly asked: string;
  readonly found: string;
}

/** Where a call comes to. */
export type Reached =
  | { readonly kind: 'announce'; readonly prompt: string }
  | { readonly kind: 'refuse' /** Q.850. */; readonly cause: number }
  | { readonly kind: 'captureOnly'; readonly queue: string }
  /** `prompt`: the promise, where it is not the surge's. */
  | { readonly kind: 'computerAgent'; readonly queue: string; readonly answerAt: Instant; readonly prompt?: string }
  | { readonly kind: 'flow'; readonly flow: string; readonly queue: string }
  | { readonly kind: 'queue'; readonly queue: string };

/** Where a call comes to, and how that was found. */
export type Route = Reached & {
  readonly reason: RouteReason;
  /** Whether the surge's verdict was carried out: then report it to the surge control with `took`. */
  readonly surgeFollowed: boolean;
  readonly trace: readonly Finding[];
};

const CAUSE = {
  unallocated: 1,
  busy: 17,
  rejected: 21,
  incomplete: 28,
  unspecified: 31,
  noChannel: 34,
  temporaryFailure: 41,
};

const MOST_QUEUES = 100; // of a chain, if it has not been checked

/** What the checks look at. */
interface Question {
  readonly call: OfferedCall;
  readonly access: AccessNumber;
  readonly snapshot: ReceptionSnapshot;
  readonly at: Instant;
}

/** What a check says, and where the call goes if that settles it. */
interface Answer {
  readonly found: string;
  readonly route?: Decided;
}

type Decided = Reached & { readonly reason: RouteReason; readonly surgeFollowed?: true };

/** In the order in which they are asked. */
const CHECKS: Readonly<Record<string, (question: Question) => Answer>> = {
  blacklist: askBlacklist,
  hours: askHours,
  surge: askSurge,
  area: askArea,
  queue: askQueue,
};

/** Decides an offered call. */
export function receive(call: OfferedCall, snapshot: ReceptionSnapshot, at: Instant): Route {
  const trace: Finding[] = [{ asked: 'box', found: snapshot.closing ? 'closing' : 'open' }];
  if (snapshot.closing) return routed(refuse(CAUSE.temporaryFailure, 'closing'), trace);

  const access = snapshot.accessNumbers.find(({ number }) => number === call.accessNumber);
  trace.push({ asked: 'access number', found: access === undefined ? 'unknown' : (access.flow ?? access.queue) });
  if (access === undefined) return routed(nobodys(call, snapshot), trace);

  for (const [asked, check] of Object.entries(CHECKS)) {
    const { found, route } = check({ call, access, snapshot, at });
    trace.push({ asked, found });
    if (route !== undefined) return routed(route, trace);
  }
  return routed(welcome(access, snapshot), trace);
}

function routed(route: Decided, trace: readonly Finding[]): Route {
  return { surgeFollowed: false, ...route, trace };
}

function refuse(cause: number, reason: RouteReason): Decided {
  return { kind: 'refuse', cause, reason };
}

/** Q.931 5.2.4, 5.1.3: a number to which digits are missing is not one that nobody has. */
function nobodys({ accessNumber }: OfferedCall, { accessNumbers }: ReceptionSnapshot): Decided {
  return accessMatch(accessNumber, accessNumbers) === 'partial'
    ? refuse(CAUSE.incomplete, 'incompleteNumber')
    : refuse(CAUSE.unallocated, 'unknownNumber');
}

function askBlacklist({ call, snapshot }: Question): Answer {
  if (call.calling === undefined || !snapshot.blacklist.has(call.calling)) return { found: 'not listed' };
  return { found: 'listed', route: refuse(CAUSE.rejected, 'blacklist') };
}

function askHours(question: Question): Answer {
  const { access, snapshot, at } = question;
  const { exception, hours } = access;
  const said = exception === undefined ? '' : ', by hand';
  const isClosed = exception
    ? exception.is === 'closed'
    : hours !== undefined && !isOpen(hours, snapshot.calendar ?? at);
  if (!isClosed) return { found: `open${said}` };
  const greeting = exception?.greeting;
  const to: Destination =
    greeting === undefined ? (access.afterHours ?? { kind: 'refuse' }) : { kind: 'announce', prompt: greeting };
  return { found: `closed${said}`, route: onward(to, question, { reason: 'outsideHours', cause: CAUSE.unspecified }) };
}

function askSurge({ access: { queue, forStaff }, snapshot: { surge, canPromise }, at }: Question): Answer {
  const found = `${surge.taker}, ${surge.reason}`;
  if (surge.taker === 'human') return { found };
  if (forStaff) return { found: `${found}, but this number is for the staff` };
  // No promise is spoken that cannot be written: then the call waits for a person like any other.
  if (!canPromise) return { found: `${found}, but no space on disk` };
  const common = { queue, reason: 'surge', surgeFollowed: true } as const;
  if (surge.taker === 'captureOnly') return { found, route: { kind: 'captureOnly', ...common } };
  return { found, route: { kind: 'computerAgent', answerAt: surge.answerAt ?? at, ...common } };
}

/** Of a number that is not known nothing is guessed: it stays where it is. Behind a dialogue the queue asks itself. */
function askArea(question: Question): Answer {
  const { access, call, snapshot } = question;
  const ofQueue = access.flow === undefined ? snapshot.queue(access.queue)?.byArea : undefined;
  const rule = [access.byArea ?? [], ofQueue ?? []]
    .map((rules) => ruleByArea(rules, call.number, call.area))
    .find((found) => found !== undefined);
  const found = call.area?.code ?? 'unknown';
  if (rule === undefined) return { found };
  const route = onward(rule.to, question, { reason: 'area', cause: CAUSE.busy });
  return { found: `${found}, as ${rule.area}`, route };
}

function askQueue(question: Question): Answer {
  const { flow, queue } = question.access;
  if (flow !== undefined) return { found: 'a dialogue comes first' };
  const { obstacle, to } = obstacleIn(question.snapshot.queue(queue));
  if (obstacle === undefined) return { found: 'takes calls' };
  // Nobody there, and no callback either: he may wait for whoever signs in.
  if (to === 'wait') return { found: obstacle };
  return { found: obstacle, route: onward(to, question, { reason: obstacle, cause: CAUSE.busy }) };
}

/** Where the configuration sends the call; to another queue only if it can wait there, else on from there. Chains end: `check` sees to it. */
function onward(
  to: Destination,
  { access, snapshot, at }: Question,
  why: { readonly reason: RouteReason; readonly cause: number },
): Decided {
  const { reason, cause } = why;
  let { queue } = access;
  let next = to;
  for (let times = 0; next.kind === 'queue' && times < MOST_QUEUES; times++) {
    ({ queue } = next);
    const { to: from } = obstacleIn(snapshot.queue(queue));
    if (from === 'wait') return { kind: 'queue', queue, reason };
    next = from;
  }
  switch (next.kind) {
    case 'queue':
      return { kind: 'queue', queue: next.queue, reason };
    case 'flow':
      return { kind: 'flow', flow: next.flow, queue, reason };
    case 'announce':
      return { kind: 'announce', prompt: next.prompt, reason };
    case 'refuse':
      return refuse(next.cause ?? cause, reason);
    case 'callback': {
      if (!snapshot.canPromise)
        return refuse(
          reason === 'outsideHours' ? cause : CAUSE.noChannel,
          reason === 'outsideHours' ? reason : 'noSpace',
        );
      const { prompt } = next;
      return { kind: 'computerAgent', queue, answerAt: at, reason, ...(prompt === undefined ? {} : { prompt }) };
    }
  }
}

function welcome({ flow, queue }: AccessNumber, { surge }: ReceptionSnapshot): Decided {
  const followed = surge.taker === 'human' ? ({ surgeFollowed: true } as const) : {};
  if (flow !== undefined) return { kind: 'flow', flow, queue, reason: 'flow', ...followed };
  return { kind: 'queue', queue, reason: 'queue', ...followed };
}
