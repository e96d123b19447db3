// SPDX-License-Identifier: GPL-2.0-or-later
// What does reception know of the box when a call is offered? Its numbers and their hours, and of queues what it asks for.

import { type Acd, joinedNeeds, type Need, type WaitingCall, wholly } from '../../acd/index.js';
import { type AccessNumberConfig, type Config, SIGN_IN, VOICEMAIL } from '../../config/index.js';
import type { NumberList } from '../../dialling/index.js';
import type { Instant } from '../../kernel/index.js';
import type { AccessNumber, QueueView, ReceptionSnapshot, RoutingRule, SurgeVerdict } from '../../reception/index.js';
import {
  afterHoursOf,
  callbackKeyOf,
  callbackQueue,
  openingOf,
  queueOf,
  type Rooms,
  type Wants,
  wanted,
} from '../rooms/index.js';
import { factsAt, type Moment } from '../routing/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'closing' | 'config'> & {
  readonly blocked: NumberList;
  readonly hours: Pick<Rooms['hours'], 'of'>;
  readonly records: Pick<Rooms['records'], 'canPromise'>;
};

/** The moment, and what is decided of it elsewhere. */
interface Asked extends Moment {
  readonly surge: SurgeVerdict;
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
    accessNumbers: accessNumbersFor(rooms, accessNumber, utc),
    blacklist: blocked,
    surge,
    queue: (name, needs = []) => queueView(config, acd, name, { accessNumber, needs }),
    calendar: utc,
    canPromise: records.canPromise,
    closing,
    rules,
    ...(rules.length > 0 && { facts: factsAt(rooms, acd, { utc, trunks }) }),
  };
}

/** What a call is asked by: its access number, what a dialogue said of it, and what it needs by its rules. */
export interface QueueAsked {
  readonly accessNumber?: string | undefined;
  readonly wants?: Wants | undefined;
  readonly needs: readonly Need[];
}

/** A queue as it is for such a call. */
export function queueView(config: Config, acd: Acd, name: string, asked: QueueAsked): QueueView | undefined {
  const queue = queueOf(config, name);
  const figures = acd.find(name);
  if (queue === undefined || figures === undefined) return undefined;
  const { signedIn, waiting } = figures;
  const { overflow, nobodySignedIn, nobodyReady, nobodySkilled, maxWaiting } = queue;
  const hoped = () => hopes(config, name, asked);
  const isOnBreak = () => !acd.isStaffed(hoped().queues, [], { present: true });
  const isUnskilled = ({ queues, needs } = hoped()) => !acd.isStaffed(queues, needs);
  return {
    signedIn,
    waiting,
    overflow,
    keepsPlaces: callbackKeyOf(queue) !== undefined,
    ...(nobodySignedIn === undefined ? {} : { nobodySignedIn }),
    ...(typeof nobodyReady === 'object' && isOnBreak() ? { nobodyReady } : {}),
    ...(typeof nobodySkilled === 'object' && isUnskilled() ? { nobodySkilled } : {}),
    ...(maxWaiting === undefined ? {} : { maxWaiting }),
  };
}

/** What such a call needs, and where it waits, when all is given up that will be. */
function hopes(config: Config, queue: string, { needs, ...asked }: QueueAsked): Pick<WaitingCall, 'needs' | 'queues'> {
  const own = wanted(config, { queue, ...asked });
  return wholly({ arrivedAt: 0, queues: [queue], ...own, needs: joinedNeeds(needs, own.needs) });
}

/** What a file says of its numbers, made once for it: of two hundred numbers a call looks at its own. */
const OF_FILE = new WeakMap<Config, readonly AccessNumber[]>();

/** All numbers, the dialled one with what is said of its hours now. */
function accessNumbersFor({ config, hours }: Needs, dialled: string, utc: Instant): readonly AccessNumber[] {
  const known = OF_FILE.get(config) ?? config.accessNumbers.map((entry) => accessNumberOf(config, entry));
  OF_FILE.set(config, known);
  const said = hours.of(dialled, utc);
  if (said === undefined) return known;
  const greeting = said.detail ?? undefined;
  const exception = {
    is: said.kind === 'open' ? 'open' : 'closed',
    ...(greeting !== undefined && { greeting }),
  } as const;
  return known.map((one) => (one.number === dialled ? { ...one, exception } : one));
}

function accessNumberOf(config: Config, entry: AccessNumberConfig): AccessNumber {
  const { number, menu, message } = entry;
  const queue = callbackQueue(config, number);
  const hours = openingOf(config, entry);
  return {
    number,
    queue,
    ...(menu === undefined ? {} : { flow: menu, forStaff: menu === SIGN_IN || menu === VOICEMAIL }),
    ...(message === undefined ? {} : { message }),
    ...(hours === undefined ? {} : { hours }),
    afterHours: entry.afterHours ?? afterHoursOf(queueOf(config, queue)),
  };
}
