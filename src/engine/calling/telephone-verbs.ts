// SPDX-License-Identifier: GPL-2.0-or-later
// What does a plain telephone do with calls? Flash, digits and hang-up are verbs: the table is the same as everybody's.

import type { StationLeg } from '../../call/index.js';
import { type CallCommand, isEmergency, readHouse } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import { type AgentLines, byTelephone, type HouseDialling } from '../agents/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { CallDesk } from './call-desk.js';
import type { Callee } from './reach.js';
import type { SuperviseByCode } from './supervise-by-code.js';
import { SUPERVISION_KEYS } from './supervision.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'dialogues' | 'log' | 'stations' | 'store'>;

/** Somebody's wish at a telephone. */
interface Wish {
  readonly station: string;
  readonly leg: StationLeg;
}

/** Verbs by telephone. A flash holds and gives dial tone; what is dialled then is asked; the next flash alternates. */
export class TelephoneVerbs implements HouseDialling {
  readonly #rooms: Needs;
  readonly #desk: CallDesk;
  readonly #agentLines: AgentLines;
  readonly #supervise: SuperviseByCode;
  /** The key that was pressed last in a conversation, by station. */
  readonly #keyed = new Map<string, string>();

  constructor(rooms: Needs, agentLines: AgentLines, desk: CallDesk, supervise: SuperviseByCode) {
    this.#supervise = supervise;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#desk = desk;
    rooms.stations.each((station) => {
      station.flash.on(() => {
        if (station.leg !== undefined)
          this.#wish({ station: station.number, leg: station.leg }, () => this.#flash(station.number));
      });
      station.digit.on(({ digit }) => {
        const code = `${this.#keyed.get(station.number) ?? ''}${digit}`;
        this.#keyed.set(station.number, digit);
        if (station.leg !== undefined) this.#keyedIn({ station: station.number, leg: station.leg }, code);
      });
    });
  }

  dialled(station: string, leg: StationLeg, digits: string): boolean {
    const { config, stations } = this.#rooms;
    const numbers = new Set(stations.all.map(({ number }) => number));
    const dialled = readHouse(digits, numbers, config.dialling.trunkAccess);
    switch (dialled.kind) {
      case 'station':
        this.#call({ station, leg }, { station: dialled.station });
        return true;
      case 'outside':
        this.#call({ station, leg }, { number: dialled.number });
        return true;
      case 'call':
        if (dialled.command.type === 'supervise' && this.#desk.parts.all(station).length === 0) {
          const heard = this.#supervise.listen({ station, leg }, dialled.command.station);
          unattended(this.#rooms, 'supervising by a code', heard);
          return true;
        }
        this.#wish({ station, leg }, (agent) => this.#obey(agent, dialled.command, { station, leg }));
        return true;
      default:
        if (this.#desk.situation(station) !== 'holding') return false;
        this.#refuse({ station, leg });
        return true;
    }
  }

  /** While he talks with the one whom he asks: `*3` and `*2`, as after a flash. */
  #keyedIn(wish: Wish, code: string): void {
    const mode = SUPERVISION_KEYS[code.slice(-1)];
    if (mode !== undefined && this.#desk.supervision.isAt(wish.station)) {
      this.#desk.supervision.change(wish.station, mode);
      return;
    }
    if (this.#desk.situation(wish.station) !== 'consulting') return;
    const dialled = readHouse(code, new Set());
    if (dialled.kind === 'call') this.#wish(wish, (agent) => this.#obey(agent, dialled.command, wish));
  }

  /** With somebody on hold it is a question to a third, else a call of his own. */
  #call({ station, leg }: Wish, callee: Callee): void {
    const agent = this.#agentLines.agentAt(station);
    if (this.#desk.situation(station) === 'holding') {
      this.#wish({ station, leg }, (who) => this.#desk.consult(who, callee));
      return;
    }
    if ('number' in callee && agent === undefined && !isEmergency(callee.number)) {
      this.#refuse({ station, leg });
      return;
    }
    this.#desk.house.begin({ station, agent, leg }, callee);
  }

  #flash(station: string): void {
    const agent = this.#agentLines.agentAt(station);
    if (agent === undefined) return;
    switch (this.#desk.situation(station)) {
      case 'talking':
      case 'conference':
        this.#desk.hold(agent);
        this.#rooms.stations.station(station).dial();
        return;
      case 'holding':
        this.#desk.retrieve(agent);
        return;
      case 'asking':
        this.#desk.reconnect(agent);
        return;
      case 'consulting':
        this.#desk.alternate(agent);
    }
  }

  #obey(agent: string, command: CallCommand, { station, leg }: Wish): void {
    const caller = { agent, station, leg };
    switch (command.type) {
      case 'conference':
        this.#desk.conference(agent);
        return;
      case 'reconnect':
        this.#desk.reconnect(agent);
        return;
      case 'park':
        this.#say(leg, [`number-${this.#desk.colleagues.parkAt(agent)}`]);
        return;
      case 'unpark':
        this.#desk.colleagues.unparkAt(caller, command.place);
        return;
      case 'pickUp':
        this.#desk.colleagues.pickUpAt(caller, command.station && this.#agentAt(command.station));
        return;
      case 'supervise':
        throw new TelephonyError('REFUSED', `station ${station} has a call on hold: LINE_BUSY`);
    }
  }

  #agentAt(station: string): string {
    const agent = this.#agentLines.agentAt(station);
    if (agent === undefined) throw new TelephonyError('REFUSED', `nobody is signed in at station ${station}`);
    return agent;
  }

  /** Then busy tone. */
  #say(leg: StationLeg, words: readonly string[]): void {
    const said = new Dialogue(leg, this.#rooms.dialogues).say(words, { bargeIn: false }).then(() => leg.clear());
    unattended(this.#rooms, 'telling the place of a parked call', said);
  }

  /** As the agent at that telephone; what is refused he hears as a word. */
  #wish(wish: Wish, act: (agent: string) => void): void {
    const agent = this.#agentLines.agentAt(wish.station);
    try {
      if (agent === undefined) throw new TelephonyError('REFUSED', `nobody is signed in at station ${wish.station}`);
      this.#rooms.store.actingFor(byTelephone(wish.station, agent), () => act(agent));
    } catch (error) {
      if (!(error instanceof TelephonyError)) throw error;
      this.#rooms.log.info({ ...wish, leg: wish.leg.id, reason: error.message }, 'refused at a telephone');
      this.#refuse(wish);
    }
  }

  /** Who has a call on hold keeps his telephone: he goes back by a flash. */
  #refuse({ station, leg }: Wish): void {
    const said = new Dialogue(leg, this.#rooms.dialogues).say('agent-not-possible', { bargeIn: false });
    const after = said.then(() => {
      if (this.#desk.parts.all(station).length === 0) leg.clear();
    });
    unattended(this.#rooms, 'saying that something is not possible', after);
  }
}
