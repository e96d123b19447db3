// SPDX-License-Identifier: GPL-2.0-or-later
// Who wants to be rung when somebody of the house is free (遇忙回叫)? His telephone rings first, then the other one's.

import type { StationLeg } from '../../call/index.js';
import { divertName, type Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { Cancel, Duration, Instant } from '../../kernel/index.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { HouseCalls } from './house-calls.js';
import { type ReachRooms, reach } from './reach.js';

/** So long it is waited for. */
export const CAMPED_AT_MOST: Duration = 30 * 60_000;
const RINGS: Duration = 30_000;
/** A telephone that was put down just now cannot be rung yet; an agent's is given his next call first. */
const BREATH: Duration = 1_000;

/** What is needed of the box. */
type Needs = ReachRooms & Pick<Rooms, 'campOns' | 'records' | 'stations' | 'telephones'>;

/** The row of one who waits, by his station, among the settings. */
const KEY = 'campOn.';

/** What is needed of the desk. */
interface CampDesk {
  readonly house: HouseCalls;
  /** His station, if the verb is legal there now; throws REFUSED. */
  readonly legal: (verb: Verb, agent: string) => string;
}

/** Why somebody waits no more. */
type Ended = 'connected' | 'cancelled' | 'expired' | 'noAnswer';

interface Camped {
  readonly by: Omit<AtTelephone, 'leg'>;
  readonly to: string;
  readonly ends: Cancel[];
  /** His telephone rings for it. */
  rings: boolean;
}

/** All who wait for a telephone; each station for one at most. */
export class CampOns {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;
  readonly #desk: CampDesk;
  readonly #camped = new Map<string, Camped>();

  constructor(rooms: Needs, agentLines: AgentLines, desk: CampDesk) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#desk = desk;
    const look = () => clock.at(clock.now() + BREATH, () => this.#look());
    const { clock } = rooms;
    rooms.stations.each((station) => {
      station.rested.on(look);
      station.service.on(look);
    });
    rooms.telephones.changed.on(look);
    for (const { key, value } of rooms.campOns) this.#resume(key.slice(KEY.length), JSON.parse(value));
    look();
  }

  /** He has waited since before the box was started again. */
  #resume(station: string, { agent, to, until }: { agent?: string; to: string; until: Instant }): void {
    const { clock, stations } = this.#rooms;
    const left = until - clock.utc(clock.now());
    const isThere = [station, to].every((number) => stations.find(number) !== undefined);
    this.#wait({ station, agent }, to, Math.max(0, left));
    if (!isThere || left <= 0) this.#end(station, 'expired');
  }

  /** An agent is rung when that station, or where that agent is, is free. Throws as `set`, and REFUSED where the verb is not legal. */
  begin(agent: string, to: { readonly agent: string } | { readonly station: string }): void {
    const station = this.#desk.legal('campOn', agent);
    const at = 'station' in to ? to.station : this.#agentLines.dutyOf(to.agent)?.station;
    if (at === undefined) throw new TelephonyError('REFUSED', `${divertName(to)} is not signed in`);
    this.set({ station, agent }, at);
  }

  /** He wants it no more. Throws REFUSED when he has waited for nobody. */
  end(agent: string): void {
    const station = this.#agentLines.dutyOf(agent)?.station;
    if (station === undefined || !this.cancel(station))
      throw new TelephonyError('REFUSED', `agent ${agent} waits for nobody`);
  }

  /** He is rung when that station is free, in place of any other that he waited for. Throws NOT_FOUND; REFUSED when it is free now. */
  set(by: Omit<AtTelephone, 'leg'>, to: string): void {
    const { clock, records, stations } = this.#rooms;
    const { number } = stations.station(to);
    if (number === by.station || this.#isFree(number))
      throw new TelephonyError('REFUSED', `station ${number} is not busy: call it`);
    this.cancel(by.station);
    this.#wait(by, number, CAMPED_AT_MOST);
    const { station, agent } = by;
    const until = Math.round(clock.utc(clock.now()) + CAMPED_AT_MOST);
    const row = { key: KEY + station, value: JSON.stringify({ agent, to: number, until }), at: records.now() };
    const batch = records.batch().put('setting', row);
    records.write(batch.event('campOn.set', { station, to: number }, records.now()), 'campOn.set');
  }

  #wait(by: Omit<AtTelephone, 'leg'>, to: string, left: Duration): void {
    const { clock } = this.#rooms;
    const late = clock.at(clock.now() + left, () => this.#end(by.station, 'expired'));
    this.#camped.set(by.station, { by, to, ends: [late], rings: false });
  }

  /** He wants it no more. False: he has waited for nobody. */
  cancel(station: string): boolean {
    return this.#end(station, 'cancelled');
  }

  /** For whom a station waits; undefined: for nobody. */
  at(station: string): string | undefined {
    return this.#camped.get(station)?.to;
  }

  #isFree(station: string): boolean {
    return this.#agentLines.lineAt(station)?.name === 'free' && !this.#rooms.telephones.of(station).doNotDisturb;
  }

  #look(): void {
    const free = (station: string) => this.#agentLines.lineAt(station)?.name === 'free';
    for (const camped of [...this.#camped.values()])
      if (!camped.rings && this.#isFree(camped.to) && free(camped.by.station)) this.#ring(camped);
  }

  #ring(camped: Camped): void {
    const { by, to } = camped;
    const call = this.#rooms.ids.next('call');
    const done = () => this.#agentLines.tellLine(by.station, { type: 'parted', call });
    camped.rings = true;
    const options = { call, calling: { digits: to }, ringFor: RINGS };
    const cancel = reach(this.#rooms, this.#agentLines, { station: by.station }, options, {
      began: () => {},
      answered: ({ leg }) => {
        this.#lifted(camped, leg as StationLeg);
        done();
      },
      failed: (why) => {
        camped.rings = false;
        if (why === 'noAnswer') this.#end(by.station, 'noAnswer');
      },
    });
    camped.ends.push(cancel);
  }

  /** Should the other one be busy again by now, it is waited for further, and he hears busy tone. */
  #lifted(camped: Camped, leg: StationLeg): void {
    const { by, to } = camped;
    camped.ends.pop();
    camped.rings = false;
    if (!this.#isFree(to)) {
      leg.clear();
      return;
    }
    this.#end(by.station, 'connected');
    this.#desk.house.begin({ ...by, leg }, { station: to });
  }

  #end(station: string, why: Ended): boolean {
    const camped = this.#camped.get(station);
    if (camped === undefined) return false;
    this.#camped.delete(station);
    for (const end of camped.ends) end();
    const { records } = this.#rooms;
    const batch = records.batch().deleteWhere('setting', { key: KEY + station });
    records.write(batch.event('campOn.ended', { station, to: camped.to, why }, records.now()), 'campOn.ended');
    return true;
  }
}
