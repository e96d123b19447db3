// SPDX-License-Identifier: GPL-2.0-or-later
// What does a telephone's owner say of it by codes? Forwards, do not disturb, call waiting, a ring when somebody is free; a word says it is done.

import type { DivertTo } from '../../control/index.js';
import { type CallCommand, readHouse } from '../../dialling/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines } from '../agents/index.js';
import { houseOf, type Rooms } from '../rooms/index.js';
import type { CallDesk } from './call-desk.js';

/** Codes that need no call, and of most nobody signed in. */
export type TelephoneCommand = Extract<CallCommand, { readonly type: (typeof TYPES)[number] }>;

const TYPES = [
  'forward',
  'forwardOff',
  'doNotDisturb',
  'callWaiting',
  'campOn',
  'campOff',
  'wrapUpCode',
  'later',
  'laterCancel',
] as const;

export function isTelephoneCommand(command: CallCommand): command is TelephoneCommand {
  return TYPES.some((type) => type === command.type);
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
      case 'later':
        await this.#desk.house.later.set(whoIs(agent), this.#outside(command.to), command.at);
        return 'call-later-set';
      case 'laterCancel':
        await this.#cancelLater(whoIs(agent));
        return 'call-later-off';
      case 'wrapUpCode':
        this.#agentLines.wrapUps.give(whoIs(agent), command.digit);
        return 'wrap-up-code-taken';
    }
  }

  async #cancelLater(agent: string): Promise<void> {
    const { later } = this.#desk.house;
    const his = later.list(agent);
    if (his.length === 0) throw new TelephonyError('REFUSED', `agent ${agent} has no calls to be made later`);
    await Promise.all(his.map(({ id }) => later.cancel(id, agent)));
  }

  /** As it would be dialled: with the digit before numbers outside, if there is one. */
  #outside(to: string): string {
    const dialled = readHouse(to, houseOf(this.#rooms.config));
    if (dialled.kind !== 'outside') throw new TelephonyError('REFUSED', 'later: a number outside would be right');
    return dialled.number;
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

/** Who is signed in there. Throws REFUSED when nobody is. */
function whoIs(agent: string | undefined): string {
  if (agent === undefined) throw new TelephonyError('REFUSED', 'nobody is signed in here');
  return agent;
}
