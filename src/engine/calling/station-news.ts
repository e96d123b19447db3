// SPDX-License-Identifier: GPL-2.0-or-later
// Which stations may show something else than before? Told by their telephones, their lines, their calls and the log; nobody else is looked at.

import { type Cancel, Emitter } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Part } from './parts.js';
import type { StationsDesk } from './station-states.js';

/** What changes gather in so short a time is looked at once; ms. */
const GATHERED = 20;

/** Whom it concerns: stations by their numbers, and wherever these agents and calls are or were. */
export interface Concerned {
  readonly stations: ReadonlySet<string>;
  readonly agents: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
}

type Facts = { readonly [name in 'agent' | 'station' | 'call']?: unknown } & object;

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'stations' | 'store' | 'telephones'>;

/** News of all stations. Events come in crowds: they are gathered. */
export class StationNews {
  readonly gathered = new Emitter<Concerned>();
  readonly #rooms: Needs;
  readonly #desk: StationsDesk;
  #stations = new Set<string>();
  #agents = new Set<string>();
  #calls = new Set<string>();
  #soon: Cancel | undefined;

  constructor(rooms: Needs, desk: StationsDesk) {
    this.#rooms = rooms;
    this.#desk = desk;
    rooms.stations.each((station) => {
      const concerns = () => this.#concerns(station.number);
      for (const news of [station.inUse, station.ringing, station.answered, station.declined, station.dialled])
        news.on(concerns);
      for (const news of [station.gone, station.rested, station.service, station.flash, station.moved])
        news.on(concerns);
      concerns();
    });
    desk.agentLines.told.on((station) => this.#concerns(station));
    desk.parts.begun.on((part) => this.#follow(part));
    rooms.telephones.changed.on(({ station }) => this.#concerns(station));
    rooms.store.decided.onAny(({ facts }) => this.#written(facts as Facts));
  }

  /** Those in it hear each other, or others. */
  #follow({ station, record, conversation }: Part): void {
    const concerns = () => {
      this.#calls.add(record.id);
      this.#concerns(station);
    };
    concerns();
    for (const news of [conversation.bridged, conversation.parted]) news.on(concerns);
    for (const news of [conversation.held, conversation.alone]) news.on(concerns);
  }

  /** Who is named in it. */
  #written(facts: Facts): void {
    const { agent, station, call } = facts;
    if (typeof agent === 'string') {
      this.#agents.add(agent);
      this.#concerns(this.#desk.agentLines.dutyOf(agent)?.station);
    }
    if (typeof call === 'string') this.#calls.add(call);
    if (typeof station === 'string') this.#concerns(this.#rooms.stations.find(station)?.number);
    this.#lookSoon();
  }

  #concerns(station: string | undefined): void {
    if (station === undefined) return;
    this.#stations.add(station);
    this.#lookSoon();
  }

  #lookSoon(): void {
    const { clock } = this.#rooms;
    this.#soon ??= clock.at(clock.now() + GATHERED, () => this.#tell());
  }

  #tell(): void {
    const concerned = { stations: this.#stations, agents: this.#agents, calls: this.#calls };
    this.#stations = new Set();
    this.#agents = new Set();
    this.#calls = new Set();
    this.#soon = undefined;
    this.gathered.emit(concerned);
  }
}
