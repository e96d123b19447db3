// SPDX-License-Identifier: GPL-2.0-or-later
// Who is signed in where? One agent at one station; a telephone of one with a headset stays lifted as long.

import type { AgentConfig, Config } from '../../config/index.js';
import { TelephonyError } from '../../faults.js';
import type { Instant } from '../../kernel/index.js';
import type { Station } from '../../station/index.js';
import type { Rooms } from '../rooms/index.js';
import { type KnownRooms, knownAs } from './known-as.js';

/** Where and since when an agent is signed in. */
export interface Duty {
  readonly station: string;
  readonly signedInAt: Instant;
}

/** What is needed of the box. */
export type DutyRooms = KnownRooms & Pick<Rooms, 'exchangeLines' | 'stations'>;

/** The duties of all agents. */
export class Duties {
  readonly #rooms: DutyRooms;
  readonly #duties = new Map<string, Duty>();
  readonly #agentsAt = new Map<string, string>();

  constructor(rooms: DutyRooms) {
    this.#rooms = rooms;
    rooms.stations.nameBy(
      (number) => knownAs(rooms, this.agentAt(number) ?? number) ?? rooms.exchangeLines?.nameBehind(number),
    );
  }

  get agents(): readonly string[] {
    return [...this.#duties.keys()];
  }

  of(agent: string): Duty | undefined {
    return this.#duties.get(agent);
  }

  agentAt(station: string): string | undefined {
    return this.#agentsAt.get(station);
  }

  stationOf(agent: string): Station | undefined {
    return this.#rooms.stations.find(this.#duties.get(agent)?.station);
  }

  /** Throws NOT_FOUND, or REFUSED: then nothing has changed. Who is there already stays as he is. */
  begin(agent: string, station: string, signedInAt: Instant): void {
    const telephone = this.#rooms.stations.station(station);
    telephone.admit(agent);
    const entry = this.#rooms.config.agents.find(({ id }) => id === agent);
    if (entry === undefined) throw new TelephonyError('NOT_FOUND', `agent ${agent}`);
    const other = this.agentAt(station);
    if (other !== undefined && other !== agent)
      throw new TelephonyError('REFUSED', `agent ${other} is signed in at station ${station}`);
    const duty = this.of(agent);
    if (duty !== undefined && duty.station !== station)
      throw new TelephonyError('REFUSED', `agent ${agent} is signed in at station ${duty.station}`);
    assertAnswersByItself(entry, telephone);
    if (duty === undefined) this.#duties.set(agent, { station, signedInAt });
    this.#agentsAt.set(station, agent);
    telephone.stayLifted(entry.autoAnswer === true);
  }

  end(agent: string): void {
    this.stationOf(agent)?.stayLifted(false);
    const station = this.#duties.get(agent)?.station;
    this.#duties.delete(agent);
    if (station !== undefined) this.#agentsAt.delete(station);
  }

  /** As the file is now. */
  configure({ agents }: Pick<Config, 'agents'>): void {
    for (const { id, autoAnswer } of agents) this.stationOf(id)?.stayLifted(autoAnswer === true);
  }
}

function assertAnswersByItself({ id, autoAnswer }: AgentConfig, { number, abilities }: Station): void {
  if (autoAnswer !== true || abilities.answersByItself) return;
  const right = 'he is to be kept on the line (outside.kept), or signs in at a telephone of the house';
  throw new TelephonyError('REFUSED', `agent ${id}: station ${number} cannot answer by itself: ${right}`);
}
