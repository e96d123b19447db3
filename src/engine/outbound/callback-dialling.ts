// SPDX-License-Identifier: GPL-2.0-or-later
// How is a customer dialled, and over which channels? May he be, in which form of his number, over which trunk group.

import type { TrunkLeg } from '../../call/index.js';
import type { AttemptOutcome } from '../../callback/index.js';
import {
  barredBy,
  type ClassOfService,
  INTERNAL_ONLY,
  normalise,
  PREMIUM_PREFIXES,
  prepareCall,
  type TelephoneNumber,
} from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Duration } from '../../kernel/index.js';
import type { TrunkGroup } from '../../line/index.js';
import { outgoingTrunks, type Rooms, shownFor, trunkOf } from '../rooms/index.js';
import type { Dialled } from './callback-call.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'areas' | 'blocked' | 'calls' | 'clock' | 'config' | 'doNotCall' | 'lines' | 'plan'>;

/** Whom the box calls back: anybody in the country whose number costs no more than a call. */
const CALLED_BACK: ClassOfService = { ...INTERNAL_ONLY, reach: 'national' };

/** For whom it is called, and what the exchange did not take. */
interface CalledFor {
  readonly accessNumber: string | undefined;
  readonly queue: string | undefined;
  readonly agent: string | undefined;
  /** The exchange did not know this form of the number. */
  readonly wrongDigits: string | undefined;
}

/** How a number is dialled now, or why not. Lists are asked in this instant: they may have changed since it came into the list. */
export function howToDial(
  rooms: Needs,
  canonical: string,
  { wrongDigits, ...who }: CalledFor,
): Dialled | { readonly refused: AttemptOutcome } {
  const { clock, config, plan, doNotCall, blocked, areas } = rooms;
  const number = normalise(canonical, plan);
  if (number === undefined) return { refused: 'notCallable' };
  if (blocked.has(number.number)) return { refused: 'blocked' };
  const group = trunksFor(rooms, number);
  if (group === 'barred') return { refused: 'barredByClass' };
  const trunk = trunkOf(config, group?.name);
  const show = shownFor(config, trunk.presentable, who);
  // An area is known by its code with the 0; a trunk's own is written without.
  const areaOf = (of: string) => areas.of(of)?.code.replace(/^0/, '');
  const prepared = prepareCall(number, trunk, doNotCall, { areaOf, ...(show === undefined ? {} : { show }) });
  if (!prepared.permitted) return { refused: prepared.reason };
  // A caller may show any number he likes: what is dear is not rung back, however it came into the list.
  const premium = config.dialling.premium ?? PREMIUM_PREFIXES;
  const bar = barredBy(CALLED_BACK, number, { plan, premium, at: clock.utc(clock.now()) });
  if (bar !== undefined) return { refused: 'barredByClass' };
  const { digits, other = digits } = prepared;
  return { prepared, digits: digits === wrongDigits ? other : digits, trunkGroup: group?.name };
}

/** `barred`: the class of no trunk group lets it out. Undefined: there is none. */
function trunksFor(rooms: Needs, number: TelephoneNumber): TrunkGroup | 'barred' | undefined {
  try {
    return outgoingTrunks(rooms, number);
  } catch (error) {
    if (!(error instanceof TelephonyError)) throw error;
    return error.code === 'BARRED' ? 'barred' : undefined;
  }
}

/** Dials; undefined: there is no channel for it. */
export function dialCustomer(
  rooms: Needs,
  { prepared, digits, trunkGroup }: Dialled,
  ringFor: Duration,
): TrunkLeg | undefined {
  if (trunkGroup === undefined) return undefined;
  const calling = prepared.presented === undefined ? {} : { calling: { digits: prepared.presented, plan: 1 } };
  try {
    // Over one channel: where the exchange wants another one, that is another SETUP, and so another attempt.
    return rooms.calls.dial(rooms.lines.trunkGroup(trunkGroup).choose(), {
      called: { digits, plan: 1 },
      ringFor,
      ...calling,
    });
  } catch (error) {
    if (!(error instanceof TelephonyError)) throw error;
    return undefined;
  }
}
