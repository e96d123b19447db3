// SPDX-License-Identifier: GPL-2.0-or-later
// How does somebody of the house call a number outside? The one way, whatever for: class of service, day's allowance, number shown.

import type { TrunkLeg } from '../../call/index.js';
import {
  judgeOutside,
  type OutsideCause,
  type OutsideVerdict,
  PREMIUM_PREFIXES,
  presented,
  toDial,
  tollKinds,
} from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import type { Tone } from '../../native/index.js';
import { classFor, shownFor } from './classes.js';
import { assertLetOut, outgoingTrunks } from './outgoing-trunks.js';
import type { Rooms } from './rooms.js';
import { trunkOf } from './settings.js';

/** What is needed of the box. */
export type OutsideRooms = Pick<Rooms, 'calls' | 'clock' | 'config' | 'doNotCall' | 'lines' | 'plan' | 'tolls'>;

/** A call outside that somebody wants. */
export interface OutsideCall {
  /** As they are dialled. */
  readonly digits: string;
  readonly cause: OutsideCause;
  /** Who wants it: his class and his allowance count. */
  readonly agent?: string | undefined;
  /** From where; where nobody is signed in its class and allowance count. Neither: the box's own doing. */
  readonly station?: string | undefined;
  /** By which access number, in which queue the customer came who is given outside, if there is one. */
  readonly accessNumber?: string | undefined;
  readonly queue?: string | undefined;
  readonly ringFor?: Duration | undefined;
}

type Permitted = Extract<OutsideVerdict, { readonly permitted: true }>;

/** Throws what `dialOutside` would throw but for want of a channel; nothing is dialled or counted. */
export function assertOutside(rooms: OutsideRooms, call: OutsideCall): Permitted {
  const verdict = judge(rooms, call);
  if (!verdict.permitted) throw refusal(verdict, call.digits);
  if (verdict.emergency) return verdict;
  assertLetOut(rooms, verdict.number);
  rooms.tolls.assertLeft(tollKinds(call.cause, verdict.number), personOf(call));
  return verdict;
}

/**
 * Dials. Throws REFUSED for what is no number or wants no calls, BARRED when his class does not let it out, LIMIT_REACHED when his
 * allowance of the day is used up, NO_CHANNEL when the trunks are full. Emergency numbers go out whatever of these holds but the last.
 */
export function dialOutside(rooms: OutsideRooms, call: OutsideCall): TrunkLeg {
  const { calls, config, tolls } = rooms;
  const verdict = assertOutside(rooms, call);
  const group = outgoingTrunks(rooms, verdict.emergency ? 'emergency' : verdict.number);
  const { dialling, presentable } = trunkOf(config, group.name);
  const shown = presented(presentable, shownFor(config, presentable, call));
  const digits = verdict.emergency ? dialling.outsideLine + verdict.digits : toDial(verdict.number, dialling).digits;
  const { ringFor } = call;
  const leg = calls.dial(group, {
    called: { digits, plan: 1 },
    ...(shown !== undefined && { calling: { digits: shown, plan: 1 } }),
    ...(ringFor !== undefined && { ringFor }),
  });
  if (!verdict.emergency)
    tolls.count(tollKinds(call.cause, verdict.number), personOf(call), leg, () => warnAll(rooms, leg));
  return leg;
}

/** Two short tones over the talk, to all who are in it: it ends soon, for the allowance is used up. */
const ENDS_SOON: Tone = {
  steps: [
    { hertz: [950], milliseconds: 200 },
    { hertz: [], milliseconds: 200 },
    { hertz: [950], milliseconds: 200 },
  ],
  repeatFrom: -1,
};

function warnAll({ calls }: OutsideRooms, leg: TrunkLeg): void {
  const call = calls.calls.find(({ legs }) => legs.includes(leg));
  for (const one of call?.legs ?? [leg]) if (one.state === 'connected') one.tone(ENDS_SOON, { over: 'mix' });
}

/** Who is charged with it. */
function personOf({ agent, station }: OutsideCall): string {
  return agent ?? (station === undefined ? 'box' : `station:${station}`);
}

function judge({ clock, config, doNotCall, plan }: OutsideRooms, call: OutsideCall): OutsideVerdict {
  const premium = config.dialling.premium ?? PREMIUM_PREFIXES;
  const at = clock.utc(clock.now());
  return judgeOutside(call.digits, { plan, doNotCall, premium, service: classFor(config, call).service, at });
}

function refusal(verdict: Extract<OutsideVerdict, { readonly permitted: false }>, digits: string): TelephonyError {
  switch (verdict.reason) {
    case 'notANumber':
      return new TelephonyError('REFUSED', `${digits} is not a telephone number`);
    case 'doNotCall':
      return new TelephonyError('REFUSED', 'this number is on the do-not-call list');
    case 'barred':
      return new TelephonyError('BARRED', `class of service: ${verdict.bar}`);
  }
}
