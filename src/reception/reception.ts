// SPDX-License-Identifier: GPL-2.0-or-later
// What does an offered call meet? One pure function from the call and what the box knows to a route with its reasons.

import { type Destination, isRung, type Place, type Rung } from '../config/index.js';
import { isOpen } from '../dialling/index.js';
import type { Instant } from '../kernel/index.js';
import { accessMatch } from './overlap.js';
import { obstacleIn } from './queue-view.js';
import type {
  AccessNumber,
  OfferedCall,
  Reached,
  ReceptionSnapshot,
  Route,
  RouteReason,
  SurgeVerdict,
} from './route.js';
import { askRules, type ClaimedNeed, destinationWords, type Finding, NO_CLAIMS } from './rules.js';

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
  /** The access number, with what rules have put in the place of its own. */
  readonly access: Access;
  readonly snapshot: ReceptionSnapshot;
  readonly at: Instant;
}

/** Where a call is on its way to. */
interface Access extends AccessNumber {
  /** The rule that sends it there. */
  readonly rule?: string;
  readonly ring?: Rung;
  readonly throughSurge?: boolean;
  /** By the rules. */
  readonly needs?: readonly ClaimedNeed[];
}

/** What the rules have given so far. */
type Given = Pick<Route, 'claims' | 'rules' | 'skipped'>;

/** What a check says, and where the call goes if that settles it; or where it is on its way to from here on. */
interface Answer {
  readonly findings: readonly Finding[] | string;
  readonly route?: Decided;
  readonly access?: Access;
  readonly given?: Given;
}

type Decided = Reached & { readonly reason: RouteReason; readonly surgeFollowed?: true };

/** In the order in which they are asked. */
const CHECKS: readonly (readonly [string, (question: Question) => Answer])[] = [
  ['blacklist', askBlacklist],
  ['hours', askHours],
  ['rules', askTheRules],
  ['surge', askSurge],
  ['queue', askQueue],
];

const NOTHING_GIVEN: Given = { claims: NO_CLAIMS, rules: [], skipped: [] };

/** Decides an offered call. */
export function receive(call: OfferedCall, snapshot: ReceptionSnapshot, at: Instant): Route {
  const trace: Finding[] = [{ asked: 'box', found: snapshot.closing ? 'closing' : 'open' }];
  if (snapshot.closing) return routed(refuse(CAUSE.temporaryFailure, 'closing'), trace);

  const dialled = snapshot.accessNumbers.find(({ number }) => number === call.accessNumber);
  trace.push({ asked: 'access number', found: dialled === undefined ? 'unknown' : (dialled.flow ?? dialled.queue) });
  if (dialled === undefined) return routed(nobodys(call, snapshot), trace);

  let access: Access = dialled;
  let given = NOTHING_GIVEN;
  for (const [asked, check] of CHECKS) {
    const answer = check({ call, access, snapshot, at });
    const { findings } = answer;
    if (typeof findings === 'string') trace.push({ asked, found: findings });
    else trace.push(...findings);
    access = answer.access ?? access;
    given = answer.given ?? given;
    if (answer.route !== undefined) return routed(answer.route, trace, given);
  }
  return routed(welcome(access, snapshot), trace, given);
}

function routed(route: Decided, trace: readonly Finding[], given = NOTHING_GIVEN): Route {
  const { claims, rules, skipped } = given;
  return { claims, rules, skipped, trace, surgeFollowed: false, ...route };
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
  if (call.calling === undefined || !snapshot.blacklist.has(call.calling)) return { findings: 'not listed' };
  return { findings: 'listed', route: refuse(CAUSE.rejected, 'blacklist') };
}

function askHours(question: Question): Answer {
  const { access, snapshot, at } = question;
  const { exception, hours } = access;
  const said = exception === undefined ? '' : ', by hand';
  const isClosed = exception
    ? exception.is === 'closed'
    : hours !== undefined && !isOpen(hours, snapshot.calendar ?? at);
  if (!isClosed) return { findings: `open${said}` };
  const greeting = exception?.greeting;
  const to: Destination =
    greeting === undefined ? (access.afterHours ?? { kind: 'refuse' }) : { kind: 'announce', prompt: greeting };
  return {
    findings: `closed${said}`,
    route: onward(to, question, { reason: 'outsideHours', cause: CAUSE.unspecified }),
  };
}

/** What a rule puts in the place of the access number's own is asked on: a surge is one for it, too. What frees the line settles it. */
function askTheRules(question: Question): Answer {
  const { call, access, snapshot } = question;
  const { rules = [], facts } = snapshot;
  if (rules.length === 0 || facts === undefined) return { findings: [] };
  const {
    to,
    rule,
    held,
    queue = access.queue,
    claims,
    throughSurge,
    findings,
    skipped,
  } = askRules(rules, (of) => facts(call, of), {
    home: access.queue,
    waits: access.flow === undefined && access.message === undefined,
  });
  const given: Given = { claims, rules: held, skipped };
  const moved: Access = { ...access, queue, throughSurge, needs: claims.needs };
  if (to === undefined || rule === undefined) return { findings, given, access: moved };
  const { flow: _, message: __, ...plain } = moved;
  if (to.kind === 'queue') return { findings, given, access: { ...plain, queue: to.queue, rule } };
  if (to.kind === 'flow') return { findings, given, access: { ...plain, flow: to.flow, rule } };
  if (isRung(to)) return { findings, given, access: { ...plain, ring: to, rule } };
  const route = onward(to, { ...question, access: moved }, { reason: 'rule', cause: CAUSE.rejected });
  return { findings, given, route };
}

function askSurge({ access, snapshot, at }: Question): Answer {
  const { surge, canPromise } = snapshot;
  const { queue, message, forStaff = false, throughSurge = false } = access;
  const told = (more = '') => surgeLines(surge, more);
  const findings = told();
  if (surge.taker === 'human') return { findings };
  if (forStaff) return { findings: told(', but this number is for the staff') };
  if (message !== undefined) return { findings: told(', but this number leads to a box') };
  if (throughSurge) return { findings: told(', but a rule lets it through') };
  // No promise is spoken that cannot be written: then the call waits for a person like any other.
  if (!canPromise) return { findings: told(', but no space on disk') };
  const common = { queue, reason: 'surge', surgeFollowed: true } as const;
  if (surge.taker === 'captureOnly') return { findings, route: { kind: 'captureOnly', ...common } };
  if (surge.way === 'keepPlace') {
    const view = snapshot.queue(queue);
    // Who cannot wait there, or can have no callback there by a key, is spoken to.
    if (view?.keepsPlaces === true && obstacleIn(view).obstacle === undefined)
      return { findings, route: { kind: 'queue', keepPlace: true, ...common } };
  }
  const way = surge.way === 'earlyMedia' ? { way: surge.way } : {};
  return { findings, route: { kind: 'computerAgent', answerAt: surge.answerAt ?? at, ...way, ...common } };
}

/** The last line says what is done; what speaks against it follows that. */
function surgeLines({ taker, reason, findings = [`${taker}, ${reason}`] }: SurgeVerdict, more: string): Finding[] {
  return findings.map((found, nth) => ({
    asked: 'surge',
    found: nth === findings.length - 1 ? `${found}${more}` : found,
  }));
}

function askQueue(question: Question): Answer {
  const { flow, message, queue, ring, needs } = question.access;
  if (ring !== undefined) return { findings: `${destinationWords(ring)} is rung first` };
  if (message !== undefined) return { findings: `a message is left in box ${message}` };
  if (flow !== undefined) return { findings: 'a dialogue comes first' };
  const { obstacle, to } = obstacleIn(question.snapshot.queue(queue, needs));
  if (obstacle === undefined) return { findings: 'takes calls' };
  // Nobody there, and no callback either: he may wait for whoever signs in.
  if (to === 'wait') return { findings: obstacle };
  return { findings: obstacle, route: onward(to, question, { reason: obstacle, cause: CAUSE.busy }) };
}

/** Where the configuration sends the call; to another queue only if it can wait there, else on from there. Chains end: `check` sees to it. */
function onward(
  to: Destination,
  { access, snapshot, at }: Question,
  why: { readonly reason: RouteReason; readonly cause: number },
): Decided {
  const { reason } = why;
  let { queue } = access;
  let next = to;
  for (let times = 0; next.kind === 'queue' && times < MOST_QUEUES; times++) {
    ({ queue } = next);
    const { to: from } = obstacleIn(snapshot.queue(queue, access.needs));
    if (from === 'wait') return { kind: 'queue', queue, reason };
    next = from;
  }
  if (isRung(next)) return { kind: 'ring', to: next, queue, reason };
  return settled(next, queue, { snapshot, at }, why);
}

/** Nobody is rung, and no other queue is asked. */
function settled(
  next: Place,
  queue: string,
  { snapshot, at }: Pick<Question, 'snapshot' | 'at'>,
  { reason, cause }: { readonly reason: RouteReason; readonly cause: number },
): Decided {
  switch (next.kind) {
    case 'queue':
      return { kind: 'queue', queue: next.queue, reason };
    case 'flow':
      return { kind: 'flow', flow: next.flow, queue, reason };
    case 'announce':
      return { kind: 'announce', prompt: next.prompt, reason };
    case 'message':
      return { kind: 'message', box: next.box, queue, reason };
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

function welcome({ flow, message, queue, ring, rule }: Access, { surge }: ReceptionSnapshot): Decided {
  const followed = surge.taker === 'human' ? ({ surgeFollowed: true } as const) : {};
  const because = (usual: RouteReason) => ({ reason: rule === undefined ? usual : 'rule', ...followed }) as const;
  if (ring !== undefined) return { kind: 'ring', to: ring, queue, ...because('rule') };
  if (message !== undefined) return { kind: 'message', box: message, queue, ...because('message') };
  if (flow !== undefined) return { kind: 'flow', flow, queue, ...because('flow') };
  return { kind: 'queue', queue, ...because('queue') };
}
