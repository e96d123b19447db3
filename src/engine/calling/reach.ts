// SPDX-License-Identifier: GPL-2.0-or-later
// How is somebody reached who is to talk? Rung at his station, or dialled outside; answered, or not.

import { CAUSE, type Leg, type StationLeg } from '../../call/index.js';
import { outcomeOf } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration } from '../../kernel/index.js';
import type { PartyNumber } from '../../native/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import { dialOutside, type OutsideCall, type OutsideRooms, type Rooms } from '../rooms/index.js';
import { untilChannel } from './emergency.js';

const SUMMONED_FOR: Duration = 30_000;

/** What is needed of the box. */
export type ReachRooms = OutsideRooms & Pick<Rooms, 'channelWanted' | 'ids'>;

/** Who is wanted. */
export type Callee =
  | { readonly agent: string }
  | { readonly station: string }
  /** An outside number, as it is dialled. */
  | { readonly number: string };

/** Where a call can be sent in one step. */
export type TransferTo = Callee | { readonly queue: string } | { readonly flow: string } | { readonly message: string };

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
  /** Who talks where he is wanted hears that somebody calls. */
  waits?(): void;
  answered(reached: Reached): void;
  /** Nobody is there: `busy`, `noAnswer`, ... The leg is over, or is being cleared. */
  failed(reason: string): void;
  /** His telephone sends calls to this box: a message is to be left there. Without it nobody is reached. */
  toBox?(box: string): void;
}

export interface ReachOptions {
  /** What a station's line is engaged with when it is answered. */
  readonly call: string;
  /** What the telephone shows; outside, the number of the trunk group is shown. */
  readonly calling: PartyNumber;
  readonly ringFor: Duration;
  /** For whom a number outside is dialled, and what for. */
  readonly outside?: Omit<OutsideCall, 'digits' | 'ringFor'>;
}

/** Begins to reach somebody; gives its end. Throws NOT_FOUND or REFUSED when that cannot even begin: then nothing has happened. */
export function reach(
  rooms: ReachRooms,
  agentLines: AgentLines,
  callee: Callee,
  options: ReachOptions,
  news: ReachNews,
): Cancel {
  if ('number' in callee) return dialNumber(rooms, callee.number, options, news);
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

/** It rings at an agent's: his program learns who calls. */
export function tellRings(
  { records, stations }: Pick<Rooms, 'records' | 'stations'>,
  call: string,
  { leg, agent, station }: Reached,
): void {
  if (agent === undefined || station === undefined) return;
  const { digits, presentation = 'allowed' } = leg.calling;
  const name = stations.nameOf(leg.calling);
  const calling = digits === '' || presentation !== 'allowed' ? {} : { calling: digits };
  records.event('call.rings', { call, agent, station, ...calling, ...(name !== undefined && { name }) });
}

/** An outside number, if whoever wants it may call it. */
export function dialNumber(
  rooms: ReachRooms,
  digits: string,
  { ringFor, outside }: Pick<ReachOptions, 'outside' | 'ringFor'>,
  news: ReachNews,
): Cancel {
  let clear: Cancel = () => {};
  const dial = () => {
    const leg = dialOutside(rooms, { digits, ringFor, ...(outside ?? { cause: 'call' }) });
    clear = () => leg.clear();
    news.began({ leg });
    leg.answered.on(() => news.answered({ leg }));
    leg.cleared.on(() => {
      if (leg.stamps.answer === undefined) news.failed(outcomeOf(leg.cause ?? CAUSE.normalUnspecified));
    });
  };
  const stop = untilChannel(rooms, digits, dial, () => news.failed('congestion'));
  return () => {
    stop();
    clear();
  };
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
