// SPDX-License-Identifier: GPL-2.0-or-later
// How is somebody reached who is to talk? Rung at his station, or dialled outside; answered, or not.

import { CAUSE, type Leg, type StationLeg, type TrunkLeg } from '../../call/index.js';
import { normalise, outcomeOf, presented, type TelephoneNumber, toDial } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import { callbackTrunk, outgoingTrunks, type Rooms } from '../rooms/index.js';

const SUMMONED_FOR: Duration = 30_000;

/** What is needed of the box. */
export type ReachRooms = Pick<Rooms, 'calls' | 'clock' | 'config' | 'doNotCall' | 'ids' | 'lines' | 'plan'>;

/** Who is wanted. */
export type Callee =
  | { readonly agent: string }
  | { readonly station: string }
  /** An outside number, as it is dialled. */
  | { readonly number: string };

/** Who rings, or talks. */
export interface Reached {
  readonly leg: Leg;
  readonly agent?: string | undefined;
  readonly station?: string;
}

/** Who was rung at a station, now that he has answered; undefined: he is outside. */
export function atTelephone({ leg, agent, station }: Reached): AtTelephone | undefined {
  return station === undefined ? undefined : { station, agent, leg: leg as StationLeg };
}

/** What becomes of it. */
export interface ReachNews {
  /** There is a leg; it may come to nothing. */
  began(reached: Reached): void;
  answered(reached: Reached): void;
  /** Nobody is there: `busy`, `noAnswer`, ... The leg is over, or is being cleared. */
  failed(reason: string): void;
}

export interface ReachOptions {
  /** What a station's line is engaged with when it is answered. */
  readonly call: string;
  /** What the telephone shows; outside, the number of the trunk group is shown. */
  readonly calling: PartyNumber;
  readonly ringFor: Duration;
}

/** For people. */
export function calleeName(callee: Callee): string {
  if ('agent' in callee) return `agent:${callee.agent}`;
  return 'station' in callee ? `station:${callee.station}` : `number:${callee.number}`;
}

/** Begins to reach somebody; gives its end. Throws NOT_FOUND or REFUSED when that cannot even begin: then nothing has happened. */
export function reach(
  rooms: ReachRooms,
  agentLines: AgentLines,
  callee: Callee,
  options: ReachOptions,
  news: ReachNews,
): Cancel {
  if ('number' in callee) return dialOutside(rooms, callee.number, options, news);
  const station = 'station' in callee ? callee.station : stationOf(agentLines, callee.agent);
  if (agentLines.lineAt(station) === undefined) throw new TelephonyError('NOT_FOUND', `station ${station}`);
  const agent = 'agent' in callee ? callee.agent : agentLines.agentAt(station);
  return ringStation(rooms, agentLines, { station, agent }, options, news);
}

function stationOf(agentLines: AgentLines, agent: string): string {
  const duty = agentLines.dutyOf(agent);
  if (duty === undefined) throw new TelephonyError('REFUSED', `agent ${agent} is not signed in`);
  return duty.station;
}

function ringStation(
  { clock, ids }: ReachRooms,
  agentLines: AgentLines,
  who: Omit<AtTelephone, 'leg'>,
  { call, calling, ringFor }: ReachOptions,
  news: ReachNews,
): Cancel {
  const id = ids.next('ring');
  const stop = clock.at(clock.now() + ringFor, () => {
    agentLines.direct.cancel(id);
    news.failed('noAnswer');
  });
  const reached = (leg: StationLeg): Reached => ({ leg, ...who });
  agentLines.direct.begin(who.station, {
    ...{ id, call, calling },
    ringing: (leg) => news.began(reached(leg)),
    answered: (leg) => {
      stop();
      news.answered(reached(leg));
    },
    refused: () => {
      stop();
      news.failed('busy');
    },
  });
  return () => {
    stop();
    agentLines.direct.cancel(id);
  };
}

/** An outside number: any that is one, but those who want no calls. The number of the trunk group is shown. */
export function dialOutside(
  rooms: ReachRooms,
  digits: string,
  { ringFor }: Pick<ReachOptions, 'ringFor'>,
  news: ReachNews,
): Cancel {
  const leg = dialNumber(rooms, digits, ringFor);
  news.began({ leg });
  leg.answered.on(() => news.answered({ leg }));
  leg.cleared.on(() => {
    if (leg.stamps.answer === undefined) news.failed(outcomeOf(leg.cause ?? CAUSE.normalUnspecified));
  });
  return () => leg.clear();
}

/** Rings somebody's own telephone for what he asked for, and does it when he has lifted. Gives the end of ringing. */
export function summon(
  rooms: ReachRooms,
  agentLines: AgentLines,
  {
    station,
    shown,
    ringFor = SUMMONED_FOR,
  }: { readonly station: string; readonly shown: string; readonly ringFor?: Duration },
  act: (leg: StationLeg) => void,
): Cancel {
  const call = rooms.ids.next('call');
  const done = () => agentLines.tellLine(station, { type: 'parted', call });
  return reach(
    rooms,
    agentLines,
    { station },
    { call, calling: { digits: shown }, ringFor },
    {
      began: () => {},
      answered: ({ leg }) => {
        try {
          act(leg as StationLeg);
        } catch (error) {
          if (!(error instanceof TelephonyError)) throw error;
          leg.clear(); // what he asked for is gone: he hears busy tone
        }
        done();
      },
      failed: () => {},
    },
  );
}

/** The number, if the house may call it. Throws REFUSED for what is none, or may not be called. */
export function permitted({ config, doNotCall, plan }: ReachRooms, digits: string): TelephoneNumber {
  const number = normalise(digits, plan);
  if (number === undefined) throw new TelephonyError('REFUSED', `${digits} is not a telephone number`);
  if (number.kind === 'international' && !config.dialling.international)
    throw new TelephonyError('REFUSED', 'calls abroad are barred: dialling.international');
  if (doNotCall.has(number.number)) throw new TelephonyError('REFUSED', 'this number is on the do-not-call list');
  return number;
}

/** Dials. Throws REFUSED for what is no number or may not be called, NO_CHANNEL when the trunks are full. */
export function dialNumber(rooms: ReachRooms, digits: string, ringFor?: Duration): TrunkLeg {
  const { calls, config, lines } = rooms;
  const number = permitted(rooms, digits);
  const { dialling, presentable } = callbackTrunk(config);
  const shown = presented(presentable, config.callback.show);
  return calls.dial(outgoingTrunks({ config, lines }), {
    called: { digits: toDial(number, dialling).digits, plan: 1 },
    ...(shown !== undefined && { calling: { digits: shown, plan: 1 } }),
    ...(ringFor !== undefined && { ringFor }),
  });
}
