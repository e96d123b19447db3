// SPDX-License-Identifier: GPL-2.0-or-later
// What do colleagues take over from each other? What is parked, and what rings at another's telephone.

import type { Verb } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines, AtTelephone } from '../agents/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { Parking } from './parking.js';
import type { Part, Parts } from './parts.js';
import { type ReachRooms, summon } from './reach.js';
import { takeUp } from './recall.js';
import type { Ringing } from './ringing.js';

/** What is needed of the box. */
type Needs = ReachRooms & Pick<Rooms, 'log' | 'records'>;

/** What colleagues need of the desk. */
export interface ColleaguesDesk {
  readonly agentLines: AgentLines;
  readonly parts: Parts;
  readonly ringing: Ringing;
  /** His station, if the verb is legal there now; throws REFUSED. */
  readonly legal: (verb: Verb, agent: string) => string;
  /** The call in which he talks, or which he holds; throws REFUSED when the verb is not legal. */
  readonly part: (verb: Verb, agent: string) => Part;
  /** Nobody has come for him. */
  readonly recall: (part: Part) => void;
}

/** Park and pick up. All throw REFUSED when they are not legal now. */
export class Colleagues {
  readonly #rooms: Needs;
  readonly #desk: ColleaguesDesk;
  readonly #parking: Parking;

  constructor(rooms: Needs, desk: ColleaguesDesk) {
    this.#rooms = rooms;
    this.#desk = desk;
    this.#parking = new Parking(rooms.clock, rooms.records, desk.recall);
  }

  /** Puts the customer down for anybody to fetch; gives the place. The agent is out of it, and his telephone is let go. */
  park(agent: string): string {
    const part = this.#desk.part('park', agent);
    const place = this.#parking.park(part);
    part.leg.clear();
    return place;
  }

  /** The same, with the telephone in his hand: who lets it go says the place before. */
  parkAt(agent: string): string {
    return this.#parking.park(this.#desk.part('park', agent));
  }

  /** Fetches what is parked at a place: his telephone rings for it. Throws NOT_FOUND when nothing is. */
  unpark(agent: string, place: string): void {
    const station = this.#desk.legal('unpark', agent);
    this.#parking.at(place);
    summon(this.#rooms, this.#desk.agentLines, { station, shown: place }, (leg) =>
      this.unparkAt({ agent, station, leg }, place),
    );
  }

  /** The same, with his telephone in his hand. */
  unparkAt(caller: AtTelephone, place: string): void {
    const part = this.#parking.fetch(place);
    const { agent } = caller;
    const { record } = part;
    if (agent !== undefined) this.#rooms.records.step(record, 'call.unparked', { call: record.id, agent, place });
    unattended(this.#rooms, 'fetching a parked call', takeUp(this.#desk.parts, part, caller));
  }

  /** Takes what rings at a colleague: at this one, or at anybody of the same queues. His own telephone rings for it. */
  pickUp(agent: string, from?: string): void {
    const station = this.#desk.legal('pickUp', agent);
    const ringing = this.#ringing(agent, from);
    summon(this.#rooms, this.#desk.agentLines, { station, shown: ringing }, (leg) =>
      this.pickUpAt({ agent, station, leg }, ringing),
    );
  }

  /** The same, with his telephone in his hand. */
  pickUpAt({ agent, station, leg }: AtTelephone & { readonly agent: string }, from?: string): void {
    const ringing = this.#ringing(agent, from);
    if (!this.#desk.ringing.pickUp(ringing, { agent, station, leg }))
      throw new TelephonyError('REFUSED', `nothing rings at agent ${ringing}`);
  }

  /** The agent at whom something rings, the longest first. */
  #ringing(agent: string, from?: string): string {
    const { agents } = this.#rooms.config;
    const queues = agents.find(({ id }) => id === agent)?.queues ?? [];
    const group = agents.filter(({ id, queues: his }) => id !== agent && his.some((queue) => queues.includes(queue)));
    const candidates = from === undefined ? group.map(({ id }) => id) : [from];
    const { acd } = this.#desk.agentLines;
    const now = this.#rooms.clock.now();
    const since = (id: string) => {
      const state = acd.agent(id);
      if (state.name === 'ringing') return state.since;
      return this.#desk.ringing.isAt(this.#desk.agentLines.dutyOf(id)?.station) ? now : undefined;
    };
    const ringing = candidates.flatMap((id) => {
      const at = since(id);
      return at === undefined ? [] : [{ agent: id, at }];
    });
    const [first] = ringing.sort((a, b) => a.at - b.at);
    if (first === undefined) throw new TelephonyError('REFUSED', 'nothing rings there');
    return first.agent;
  }
}
