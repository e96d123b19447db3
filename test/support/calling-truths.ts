// SPDX-License-Identifier: GPL-2.0-or-later
// What must be true of who hears whom, at every instant at which nothing is under way?
import type { Situation } from '../../src/control/index.js';
import type { StationStatus } from '../../src/engine/index.js';
import { stationNumber } from './box.js';
import type { PaperHouse } from './paper-house.js';

/** Whoever listens to one of these hears him. */
const HEARD: readonly Situation[] = ['talking', 'conference', 'callWaiting', 'twoCalls'];

const LEFT_OFF = 'TELEPHONE_OFF_HOOK';

/** Looks at a house, and says what is not true. */
export class CallingTruths {
  readonly #house: PaperHouse;
  readonly #agents: readonly number[];
  /** What followers of the stations were told of each last. */
  readonly #told = new Map<string, string>();
  /** Stations whose telephone lies beside its hook: the howler has given up. */
  readonly #leftOff = new Set<string>();

  constructor(house: PaperHouse, agents: readonly number[]) {
    this.#house = house;
    this.#agents = agents;
  }

  /** Follows the stations from now on, until what it gives is called. */
  follow(): () => void {
    const { stations } = this.#house.box.calling;
    for (const status of stations.list()) this.#told.set(status.station, lookOf(status));
    const { bus } = this.#house.box;
    const ends = [
      stations.changed.on((status) => this.#told.set(status.station, lookOf(status))),
      bus.on('alarm.raised', ({ facts }) => facts.code === LEFT_OFF && this.#leftOff.add(facts.subject)),
      bus.on('alarm.cleared', ({ facts }) => facts.code === LEFT_OFF && this.#leftOff.delete(facts.subject)),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  /** A station that shows what followers were not told within a second. */
  untold(): string | undefined {
    const found = this.#house.box.calling.stations
      .list()
      .find((status) => this.#told.get(status.station) !== lookOf(status));
    return found && `station ${found.station} is ${lookOf(found)}, told was ${this.#told.get(found.station)}`;
  }

  /** The first that is not; undefined: all are. */
  broken(): string | undefined {
    return this.inSilence() ?? this.#inTwo() ?? this.#unannounced();
  }

  /** Somebody whose line is open and who hears nobody, and nothing. An agent who holds by software has asked for silence. */
  inSilence(): string | undefined {
    const { engine } = this.#house;
    const quiet = new Set(this.#agents.filter((agent) => this.#mayBeQuiet(agent)).map(this.#house.port));
    const answered = [...engine.outside.values()].filter(({ answered }) => answered).map(({ channel }) => channel);
    const silent = [...answered, ...[...engine.lifted].filter((port) => !quiet.has(port))].find(
      (channel) => (engine.ears.get(channel)?.size ?? 0) === 0 && (engine.sounding.get(channel)?.size ?? 0) === 0,
    );
    return silent === undefined ? undefined : `channel ${silent} hears nothing`;
  }

  /** His telephone was left off its hook; he holds, or listens to one who has left all in that call on hold. */
  #mayBeQuiet(agent: number): boolean {
    const { calling } = this.#house.box;
    if (this.#leftOff.has(stationNumber(agent))) return true;
    const situation = calling.situation(stationNumber(agent));
    if (situation !== 'supervising') return situation === 'holding';
    const watched = calling.stations.list(stationNumber(agent))[0]?.with?.replace('agent:', '') ?? '';
    return !HEARD.includes(calling.situationOf(watched));
  }

  /** Who hears two hears both of them hear each other, but where somebody listens: supervisors are not asked here. */
  #inTwo(): string | undefined {
    const { box, engine } = this.#house;
    const supervised = this.#agents.filter((agent) => box.calling.supervision.isAt(stationNumber(agent)));
    const listeners = new Set(supervised.map((agent) => this.#house.port(agent)));
    for (const [channel, heard] of engine.ears) {
      const others = [...heard].filter((other) => !listeners.has(other) && !listeners.has(channel));
      for (const one of others) {
        if (!engine.ears.get(one)?.has(channel)) return `channel ${channel} hears ${one}, who does not hear him`;
        const apart = others.find((other) => other !== one && !engine.ears.get(one)?.has(other));
        if (apart !== undefined) return `channel ${channel} is in two: with ${one} and with ${apart}`;
      }
    }
    return undefined;
  }

  #unannounced(): string | undefined {
    const { engine } = this.#house;
    for (const channel of engine.recorded.keys())
      if (engine.outside.has(channel) && !engine.said.get(channel)?.has('recording-announcement'))
        return `channel ${channel} is recorded, and nobody told him`;
    return undefined;
  }
}

/** All of it but since when. */
function lookOf({ since: _, ...rest }: StationStatus): string {
  return JSON.stringify(rest);
}
