// SPDX-License-Identifier: GPL-2.0-or-later
// What can be done with a call that rings, before it is answered? Answered, sent on, taken at another telephone.

import { type DivertTo, divertName, type Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import type { Rooms } from '../rooms/index.js';
import type { CallWaiting } from './call-waiting.js';
import type { Searches } from './searches.js';

/** What is needed of the desk. */
export interface RingingDesk {
  readonly agentLines: AgentLines;
  readonly searches: Searches;
  readonly waiting: CallWaiting;
  /** His station, if the verb is legal there now; throws REFUSED. */
  readonly legal: (verb: Verb, agent: string) => string;
}

/** Calls that ring. */
export class Ringing {
  readonly #rooms: Pick<Rooms, 'records' | 'stations'>;
  readonly #desk: RingingDesk;

  constructor(rooms: Pick<Rooms, 'records' | 'stations'>, desk: RingingDesk) {
    this.#rooms = rooms;
    this.#desk = desk;
  }

  /** Takes who waits while he talks. Nobody can lift a plain telephone that rings but he himself: LIFT_IT. */
  answer(agent: string): void {
    const station = this.#desk.legal('answer', agent);
    const { leg } = this.#rooms.stations.station(station);
    if (leg !== undefined) this.#desk.waiting.take({ station, agent, leg });
  }

  /** Sends what rings, or waits, at his telephone to somebody else, unanswered. Throws NOT_FOUND, REFUSED for where it cannot go. */
  deflect(agent: string, to: DivertTo): void {
    const station = this.#desk.legal('deflect', agent);
    this.#desk.searches.assertReachable(to, station, true);
    if (this.#desk.searches.deflect(station, to)) return;
    const offered = this.#desk.agentLines.offeredTo(agent);
    if (offered === undefined) throw new TelephonyError('REFUSED', 'what rings there is his own call');
    const { call } = offered.offer;
    if (offered.party.deflect === undefined) throw new TelephonyError('REFUSED', 'a callback cannot be sent on');
    this.#desk.agentLines.remove(call);
    this.#rooms.records.event('call.forwarded', { call, station, to: divertName(to), why: 'deflect' });
    offered.party.deflect(to, station);
  }

  /** Something rings there that is no offer of a queue. */
  isAt(station: string | undefined): boolean {
    return station !== undefined && this.#desk.searches.isAt(station);
  }

  /** Takes what rings at a colleague's telephone, a queue's or his own matter, for one who holds his. False: nothing rings there. */
  pickUp(from: string, by: AtTelephone & { readonly agent: string }): boolean {
    const { agentLines, searches } = this.#desk;
    const offered = agentLines.offeredTo(from);
    if (offered !== undefined) {
      const { offer, party } = offered;
      agentLines.remove(offer.call);
      party.connect(by, offer);
      this.#rooms.records.event('call.pickedUp', { call: offer.call, agent: by.agent, from });
      return true;
    }
    const station = agentLines.dutyOf(from)?.station;
    return station !== undefined && station !== by.station && searches.pickUp(station, by);
  }
}
