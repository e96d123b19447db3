// SPDX-License-Identifier: GPL-2.0-or-later
// What does reception know of the box when a call is offered? Its numbers and their hours, and of queues what it asks for.

import { type Acd, type WaitingCall, wholly } from '../../acd/index.js';
import type { SurgeDecision } from '../../callback/index.js';
import { type AccessNumberConfig, type Config, SIGN_IN, VOICEMAIL } from '../../config/index.js';
import type { Instant } from '../../kernel/index.js';
import type { AccessNumber, QueueView, ReceptionSnapshot, RoutingRule } from '../../reception/index.js';
import { afterHoursOf, callbackQueue, openingOf, queueOf, type Rooms, wanted } from '../rooms/index.js';
import { factsAt, type Moment } from '../routing/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'blocked' | 'closing' | 'config' | 'hours' | 'records'>;

/** The moment, and what is decided of it elsewhere. */
interface Asked extends Moment {
  readonly surge: SurgeDecision;
  readonly rules: readonly RoutingRule[];
  /** By which the call comes. */
  readonly accessNumber: string;
}

/** What the box is like for a call that is offered now. */
export function receptionSnapshot(
  rooms: Needs,
  acd: Acd,
  { surge, rules, trunks, utc, accessNumber }: Asked,
): ReceptionSnapshot {
  const { config, blocked, closing, records } = rooms;
  return {
    accessNumbers: config.accessNumbers.map((entry) => accessNumberOf(rooms, entry, utc)),
    blacklist: blocked,
    surge,
    queue: (name) => queueView(config, acd, name, accessNumber),
    calendar: utc,
    canPromise: records.canPromise,
    closing,
    rules,
    facts: factsAt(rooms, acd, { utc, trunks }),
  };
}

function queueView(config: Config, acd: Acd, name: string, accessNumber: string): QueueView | undefined {
  const queue = queueOf(config, name);
  const figures = acd.find(name);
  if (queue === undefined || figures === undefined) return undefined;
  const { signedIn, waiting } = figures;
  const { overflow, nobodySignedIn, nobodyReady, nobodySkilled, maxWaiting, byArea } = queue;
  const { needs, queues } = hopes(config, name, accessNumber);
  const isOnBreak = () => !acd.isStaffed(queues, [], { present: true });
  return {
    signedIn,
    waiting,
    overflow,
    byArea,
    ...(nobodySignedIn === undefined ? {} : { nobodySignedIn }),
    ...(typeof nobodyReady === 'object' && isOnBreak() ? { nobodyReady } : {}),
    ...(typeof nobodySkilled === 'object' && !acd.isStaffed(queues, needs) ? { nobodySkilled } : {}),
    ...(maxWaiting === undefined ? {} : { maxWaiting }),
  };
}

/** What a call by this access number needs, and where it waits, when all is given up that will be. */
function hopes(config: Config, queue: string, accessNumber: string): Pick<WaitingCall, 'needs' | 'queues'> {
  return wholly({ arrivedAt: 0, queues: [queue], ...wanted(config, { queue, accessNumber }) });
}

function accessNumberOf({ config, hours: said }: Needs, entry: AccessNumberConfig, utc: Instant): AccessNumber {
  const { number, menu, message, byArea } = entry;
  const queue = callbackQueue(config, number);
  const hours = openingOf(config, entry);
  const exception = said.of(number, utc);
  const greeting = exception?.detail ?? undefined;
  const is = exception?.kind === 'open' ? 'open' : 'closed';
  return {
    number,
    queue,
    byArea,
    ...(menu === undefined ? {} : { flow: menu, forStaff: menu === SIGN_IN || menu === VOICEMAIL }),
    ...(message === undefined ? {} : { message }),
    ...(hours === undefined ? {} : { hours }),
    ...(exception === undefined ? {} : { exception: { is, ...(greeting === undefined ? {} : { greeting }) } }),
    afterHours: entry.afterHours ?? afterHoursOf(queueOf(config, queue)),
  };
}
