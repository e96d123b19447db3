// SPDX-License-Identifier: GPL-2.0-or-later
// What can be said of a telephone? Where its calls go, that it is not to be disturbed, that a second call is told. Durable once it is done.

import { type DivertTo, divertName, FORWARDS, type ForwardWhen } from '../../control/index.js';
import { TelephonyError } from '../../faults.js';
import type { AgentLines } from '../agents/index.js';
import { assertOpen, queueOf, type Rooms } from '../rooms/index.js';
import { forwardable } from './forward-outside.js';
import type { ReachRooms } from './reach.js';

/** What holds for a telephone, beside the usual. */
export interface TelephoneStatus {
  readonly station: string;
  /** Who is signed in there. */
  readonly agent?: string;
  readonly doNotDisturb: boolean;
  readonly callWaiting: boolean;
  /** `agent:1002`, `number:13912345678`. */
  readonly forward: Readonly<Partial<Record<ForwardWhen, string>>>;
}

/** What is needed of the box. */
type Needs = ReachRooms & Pick<Rooms, 'closing' | 'stations' | 'telephones'>;

/** Commands about telephones. `of`: a station, or the agent who is signed in there; all reject with NOT_FOUND, REFUSED. */
export class TelephoneDesk {
  readonly #rooms: Needs;
  readonly #agentLines: AgentLines;

  constructor(rooms: Needs, agentLines: AgentLines) {
    this.#rooms = rooms;
    this.#agentLines = agentLines;
  }

  /** Telephones of which something was said. */
  list(): readonly TelephoneStatus[] {
    const known = new Set(this.#rooms.stations.all.map(({ number }) => number));
    const { telephones } = this.#rooms;
    return telephones.all
      .filter(({ station }) => known.has(station))
      .sort((a, b) => a.station.localeCompare(b.station))
      .map(({ station }) => this.of(station));
  }

  /** How it is with one. */
  of(station: string): TelephoneStatus {
    const { doNotDisturb, callWaiting, forward } = this.#rooms.telephones.of(station);
    const agent = this.#agentLines.agentAt(station);
    const named = FORWARDS.flatMap((when) => {
      const to = forward[when];
      return to === undefined ? [] : [[when, divertName(to)] as const];
    });
    const who = agent === undefined ? {} : { agent };
    return { station, ...who, doNotDisturb, callWaiting, forward: Object.fromEntries(named) };
  }

  /** Its calls go there from now on; undefined: they do not any more. Outside with the rights of who is there. */
  async forward(of: string, when: ForwardWhen, to: DivertTo | undefined): Promise<TelephoneStatus> {
    const station = this.#station(of);
    if (to !== undefined) this.#assertPlace(station, to);
    return this.#say(station, ({ forward }) => {
      const { [when]: _, ...others } = forward;
      return { forward: to === undefined ? others : { ...others, [when]: to } };
    });
  }

  /** Its calls go nowhere else any more. */
  async forwardOff(of: string): Promise<TelephoneStatus> {
    return this.#say(this.#station(of), () => ({ forward: {} }));
  }

  /** It is not rung, but for what is asked for there; queues pass it by, whatever its agent does. */
  async doNotDisturb(of: string, on: boolean): Promise<TelephoneStatus> {
    return this.#say(this.#station(of), () => ({ doNotDisturb: on }));
  }

  /** Who talks there hears by a tone that another one of the house calls. */
  async callWaiting(of: string, on: boolean): Promise<TelephoneStatus> {
    return this.#say(this.#station(of), () => ({ callWaiting: on }));
  }

  async #say(station: string, more: Parameters<Rooms['telephones']['change']>[1]): Promise<TelephoneStatus> {
    await this.#rooms.telephones.change(station, more);
    return this.of(station);
  }

  #station(of: string): string {
    assertOpen(this.#rooms);
    const duty = this.#agentLines.dutyOf(of);
    if (duty !== undefined) return duty.station;
    if (this.#rooms.config.agents.some(({ id }) => id === of))
      throw new TelephonyError('REFUSED', `agent ${of} is not signed in: name the station`);
    return this.#rooms.stations.station(of).number;
  }

  #assertPlace(station: string, to: DivertTo): void {
    const { config, stations } = this.#rooms;
    if ('number' in to) forwardable(this.#rooms, { station, agent: this.#agentLines.agentAt(station) }, to.number);
    else if ('queue' in to && queueOf(config, to.queue) === undefined)
      throw new TelephonyError('NOT_FOUND', `queue ${to.queue}`);
    else if ('message' in to && !config.mailboxes.some(({ name }) => name === to.message))
      throw new TelephonyError('NOT_FOUND', `box ${to.message}`);
    else if ('agent' in to && !config.agents.some(({ id }) => id === to.agent))
      throw new TelephonyError('NOT_FOUND', `agent ${to.agent}`);
    else if ('station' in to && stations.station(to.station).number === station)
      throw new TelephonyError('REFUSED', `station ${station} cannot be forwarded to itself`);
  }
}
