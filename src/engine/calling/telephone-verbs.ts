// SPDX-License-Identifier: GPL-2.0-or-later
// What does a plain telephone do with calls? Flash, digits and hang-up are verbs: the table is the same as everybody's.

import type { StationLeg } from '../../call/index.js';
import { type CallCommand, type HouseDialled, readHouse } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import { Dialogue } from '../../ivr/index.js';
import { type Duration, sleep } from '../../kernel/index.js';
import { type AgentLines, byTelephone, type HouseDialling } from '../agents/index.js';
import { houseOf, type Rooms, unattended } from '../rooms/index.js';
import type { CallDesk } from './call-desk.js';
import type { Callee } from './reach.js';
import { refusalPrompt } from './refusal-words.js';
import type { SuperviseByCode } from './supervise-by-code.js';
import { SUPERVISION_KEYS } from './supervision.js';
import { isTelephoneCommand, TelephoneCodes, type TelephoneCommand } from './telephone-codes.js';
import { isMessageCommand, type MessageCommand, type TelephoneMessages } from './telephone-messages.js';

/** Whom verbs by telephone need. */
export interface VerbsParts {
  readonly supervise: SuperviseByCode;
  readonly messages: TelephoneMessages;
}

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'dialogues' | 'log' | 'stations' | 'store'>;

const KEY_IS_UP: Duration = 400; // the last key is heard by nobody

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
  readonly #codes: TelephoneCodes;
  readonly #supervise: SuperviseByCode;
  readonly #messages: TelephoneMessages;
  /** The key that was pressed last in a conversation, by station. */
  readonly #keyed = new Map<string, string>();

  constructor(rooms: Needs, agentLines: AgentLines, desk: CallDesk, { supervise, messages }: VerbsParts) {
    this.#supervise = supervise;
    this.#messages = messages;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#desk = desk;
    this.#codes = new TelephoneCodes(rooms, desk, agentLines, (number) => messages.dialled(number));
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
    const dialled = this.#read(digits);
    switch (dialled.kind) {
      case 'station':
        this.#call({ station, leg }, { station: dialled.station });
        return true;
      case 'outside':
        this.#call({ station, leg }, { number: dialled.number });
        return true;
      case 'call':
        this.#code(dialled.command, { station, leg });
        return true;
      default:
        if (this.#desk.situation(station) !== 'holding') return false;
        this.#refuse({ station, leg });
        return true;
    }
  }

  /** A pause ends a number as `#` does. */
  #read(digits: string): HouseDialled {
    const house = houseOf(this.#rooms.config);
    const dialled = readHouse(digits, house);
    return dialled.kind === 'partial' ? readHouse(`${digits}#`, house) : dialled;
  }

  #code(command: CallCommand, wish: Wish): void {
    const { station, leg } = wish;
    if (command.type === 'speedDial') this.#call(wish, this.#speedDialled(command.code));
    else if (command.type === 'callBack') this.#callBack(wish);
    else if (isTelephoneCommand(command)) this.#ofTelephone(command, wish);
    else if (isMessageCommand(command)) this.#ofMessages(command, wish);
    else if (command.type === 'supervise' && this.#desk.parts.all(station).length === 0)
      unattended(this.#rooms, 'supervising by a code', this.#supervise.listen({ station, leg }, command.station));
    else this.#wish(wish, (agent) => this.#obey(agent, command, { station, leg }));
  }

  /** At his cost, and within limits of its own: whoever lets it ring once wants to be called back. */
  #callBack(wish: Wish): void {
    const agent = this.#agentLines.agentAt(wish.station);
    try {
      if (this.#desk.parts.all(wish.station).length > 0)
        throw new TelephonyError('REFUSED', `station ${wish.station} has a call on hold: LINE_BUSY`);
      this.#desk.house.begin({ ...wish, agent }, this.#desk.lastCallers.of(wish.station), 'callBack');
    } catch (error) {
      this.#refused(wish, error);
    }
  }

  /** While he has a call on hold there is no telephone free for it. */
  #ofMessages(command: MessageCommand, { station, leg }: Wish): void {
    try {
      if (this.#desk.parts.all(station).length > 0)
        throw new TelephonyError('REFUSED', `station ${station}: LINE_BUSY`);
      if (command.type === 'leaveMessage') this.#messages.leaveAt({ station, leg }, { number: command.to });
      else this.#messages.hearAt({ station, leg, agent: this.#agentLines.agentAt(station) });
    } catch (error) {
      this.#refused({ station, leg }, error);
    }
  }

  /** Undefined: nobody has this code. */
  #speedDialled(code: string): Callee | undefined {
    const entry = this.#rooms.config.dialling.speedDials.find((one) => one.code === code);
    if (entry === undefined) return undefined;
    const { number } = entry;
    return houseOf(this.#rooms.config).stations.has(number) ? { station: number } : { number };
  }

  #ofTelephone(command: TelephoneCommand, wish: Wish): void {
    const { station, leg } = wish;
    const agent = this.#agentLines.agentAt(station);
    const done = this.#rooms.store
      .actingFor(byTelephone(station, agent), () => this.#codes.obey(command, station, agent))
      .then(
        (word) => this.#tell(wish, [word]),
        (error: unknown) => {
          if (!(error instanceof TelephonyError)) throw error;
          this.#rooms.log.info({ station, leg: leg.id, reason: error.message }, 'refused at a telephone');
          return this.#refuse(wish, refusalPrompt(error));
        },
      );
    unattended(this.#rooms, 'a code of a telephone', done);
  }

  /** Says something; who has a call on hold keeps his telephone: he goes back by a flash. */
  async #tell({ station, leg }: Wish, words: readonly string[]): Promise<void> {
    await new Dialogue(leg, this.#rooms.dialogues).say(words, { bargeIn: false });
    if (this.#desk.parts.all(station).length === 0) leg.clear();
  }

  /** While he talks with the one whom he asks: `*3` and `*2`, as after a flash. */
  #keyedIn(wish: Wish, code: string): void {
    const mode = SUPERVISION_KEYS[code.slice(-1)];
    if (mode !== undefined && this.#desk.supervision.isAt(wish.station)) {
      this.#desk.supervision.change(wish.station, mode);
      return;
    }
    if (this.#desk.situation(wish.station) !== 'consulting') return;
    const dialled = this.#read(code);
    if (dialled.kind === 'call') this.#code(dialled.command, wish);
  }

  /** With somebody on hold it is a question to a third, else a call of his own. */
  #call({ station, leg }: Wish, callee: Callee | undefined): void {
    if (callee === undefined) {
      this.#refuse({ station, leg });
      return;
    }
    const agent = this.#agentLines.agentAt(station);
    if (this.#desk.situation(station) === 'holding') {
      this.#wish({ station, leg }, (who) => this.#desk.consult(who, callee));
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
      case 'callWaiting':
      case 'twoCalls':
        this.#desk.alternate(agent);
    }
  }

  #obey(agent: string, command: Exclude<CallCommand, TelephoneCommand | MessageCommand>, { station, leg }: Wish): void {
    const caller = { agent, station, leg };
    switch (command.type) {
      case 'conference':
        this.#desk.conference(agent);
        return;
      case 'reconnect':
        this.#desk.reconnect(agent);
        return;
      case 'mask':
        this.#desk.sounds.toggleMask(agent);
        this.#desk.retrieve(agent);
        return;
      case 'park':
        this.#say(leg, [`number-${this.#desk.colleagues.parkAt(agent)}`]);
        return;
      case 'unpark':
        this.#desk.colleagues.unparkAt(caller, command.place);
        return;
      case 'clip':
        this.#clip(agent, command.code, station);
        return;
      case 'record':
        this.#record(agent, { station, leg });
        return;
      case 'pickUp':
        this.#desk.colleagues.pickUpAt(caller, command.station && this.#agentAt(command.station));
        return;
      case 'supervise':
        throw new TelephonyError('REFUSED', `station ${station} has a call on hold: LINE_BUSY`);
    }
  }

  /** Begins, or ends; a flash has held the customer, with whom he goes on. */
  #record(agent: string, wish: Wish): void {
    const { sounds } = this.#desk;
    if (this.#desk.situation(wish.station) === 'holding') this.#desk.retrieve(agent);
    const isOn = sounds.isRecording(agent);
    if (isOn) sounds.stopRecording(agent);
    else sounds.startRecording(agent);
    unattended(this.#rooms, 'telling of a recording', this.#tell(wish, [isOn ? 'recording-off' : 'recording-on']));
  }

  /** A flash has held the customer, with whom he goes on; both hear it, or the customer alone. */
  #clip(agent: string, code: string, station: string): void {
    const clip = this.#desk.sounds.clipOf(code);
    const played = sleep(this.#rooms.clock, KEY_IS_UP).then(() => {
      if (this.#desk.situation(station) !== 'holding') return undefined; // one of them has gone
      this.#desk.retrieve(agent);
      return this.#desk.sounds.clip(agent, clip);
    });
    unattended(this.#rooms, 'playing a clip', played);
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
      this.#refused(wish, error);
    }
  }

  #refused(wish: Wish, error: unknown): void {
    if (!(error instanceof TelephonyError)) throw error;
    this.#rooms.log.info({ ...wish, leg: wish.leg.id, reason: error.message }, 'refused at a telephone');
    this.#refuse(wish, refusalPrompt(error));
  }

  #refuse(wish: Wish, prompt = 'agent-not-possible'): void {
    unattended(this.#rooms, 'saying that something is not possible', this.#tell(wish, [prompt]));
  }
}
