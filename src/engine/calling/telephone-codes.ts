// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone's owner say of it by codes? Forwards, do not disturb, call waiting, a ring when somebody is free; a word says it is done.

import type { DivertTo } from '../../control/index.js';
import { type CallCommand, readHouse } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines } from '../agents/index.js';
import { houseOf, type Rooms } from '../rooms/index.js';
import type { CallDesk } from './call-desk.js';

/** Codes that need no call, and of most nobody signed in. */
export type TelephoneCommand = Extract<
  CallCommand,
  { readonly type: 'forward' | 'forwardOff' | 'doNotDisturb' | 'callWaiting' | 'campOn' | 'campOff' | 'wrapUpCode' }
>;

const TYPES: readonly string[] = [
  'forward',
  'forwardOff',
  'doNotDisturb',
  'callWaiting',
  'campOn',
  'campOff',
  'wrapUpCode',
];

export function isTelephoneCommand(command: CallCommand): command is TelephoneCommand {
  return TYPES.includes(command.type);
}

/** What is done by these codes. */
export class TelephoneCodes {
  readonly #rooms: Pick<Rooms, 'config'>;
  readonly #desk: CallDesk;
  readonly #agentLines: AgentLines;
  readonly #boxOf: (number: string) => string | undefined;

  /** `boxOf`: the box that a number means. */
  constructor(
    rooms: Pick<Rooms, 'config'>,
    desk: CallDesk,
    agentLines: AgentLines,
    boxOf: (number: string) => string | undefined,
  ) {
    this.#boxOf = boxOf;
    this.#rooms = rooms;
    this.#agentLines = agentLines;
    this.#desk = desk;
  }

  /** Does it, and gives the word that says so, once it is durable. Rejects with REFUSED, NOT_FOUND. */
  async obey(command: TelephoneCommand, station: string, agent: string | undefined): Promise<string> {
    const { telephones, campOns } = this.#desk;
    const { doNotDisturb, callWaiting } = telephones.of(station);
    switch (command.type) {
      case 'forward':
        await telephones.forward(station, command.when, this.#placeOf(command.to, agent));
        return 'telephone-forwarded';
      case 'forwardOff':
        await telephones.forwardOff(station);
        return 'telephone-forward-off';
      case 'doNotDisturb':
        await telephones.doNotDisturb(station, !doNotDisturb);
        return doNotDisturb ? 'do-not-disturb-off' : 'do-not-disturb-on';
      case 'callWaiting':
        await telephones.callWaiting(station, !callWaiting);
        return callWaiting ? 'call-waiting-off' : 'call-waiting-on';
      case 'campOn':
        campOns.set({ station, agent }, command.station);
        return 'camp-on-set';
      case 'campOff':
        if (!campOns.cancel(station)) throw new TelephonyError('REFUSED', `station ${station} waits for nobody`);
        return 'camp-on-off';
      case 'wrapUpCode':
        if (agent === undefined) throw new TelephonyError('REFUSED', 'nobody is signed in here');
        this.#agentLines.wrapUps.give(agent, command.digit);
        return 'wrap-up-code-taken';
    }
  }

  /** A station, an agent by his id, a box by its number, or a number outside: that only by who is signed in, for it is at the shop's cost. */
  #placeOf(to: string, agent: string | undefined): DivertTo {
    const { config } = this.#rooms;
    const house = houseOf(config);
    if (house.stations.has(to)) return { station: to };
    if (config.agents.some(({ id }) => id === to)) return { agent: to };
    const box = config.mailboxes.some(({ number }) => number === to) ? this.#boxOf(to) : undefined;
    if (box !== undefined) return { message: box };
    const dialled = readHouse(to, house);
    if (dialled.kind !== 'outside' || agent === undefined)
      throw new TelephonyError('REFUSED', 'nobody is signed in here, or it is no number');
    return { number: dialled.number };
  }
}
