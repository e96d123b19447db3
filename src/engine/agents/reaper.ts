// SPDX-License-Identifier: GPL-2.0-or-later
// Does what the distribution believes of its agents go with their telephones? Looked at slowly; what is wrong twice in a row is put right,
// told and counted. On a healthy box it finds nothing, ever: each repair is a fault of the program.

import type { Acd, AgentState } from '../../acd/index.js';
import type { AgentLineState } from '../../control/index.js';
import { type Duration, every, type Instant } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';
import type { Duties } from './duties.js';
import { followLateRings } from './late-rings.js';
import type { StationLines } from './station-lines.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'closing' | 'lines' | 'log' | 'records' | 'stations'>;

/** Believed of an agent, and not so: he talks, or rings, and his telephone does not; or his telephone's leg is gone. */
export type Mismatch =
  | { readonly what: 'talksAlone'; readonly call: string }
  | { readonly what: 'ringsAlone'; readonly offer: string }
  | { readonly what: 'lineAlone' };

const BETWEEN: Duration = 10_000;
/** After a D-channel came up, or a station changed: what was under way is over by then. */
const SOON: Duration = 1_000;

/** What does not go together. `hasLeg`: there is one to his telephone that is not over. Pure. */
export function mismatchOf(state: AgentState, line: AgentLineState | undefined, hasLeg: boolean): Mismatch | undefined {
  const engaged = line?.name === 'engaged';
  if (engaged && !hasLeg) return { what: 'lineAlone' };
  if (state.name === 'talking' && !engaged) return { what: 'talksAlone', call: state.call };
  const rings = line?.name === 'ringing' && state.name === 'ringing' && line.offer === state.offer;
  return state.name === 'ringing' && !rings ? { what: 'ringsAlone', offer: state.offer } : undefined;
}

/** Compares, and repairs. */
export class Reaper {
  readonly #rooms: Needs;
  readonly #acd: Acd;
  readonly #duties: Duties;
  readonly #stationLines: StationLines;
  /** Found by the last look, by agent: what it was, of which state. */
  #found = new Map<string, string>();
  #lookedAt: Instant = Number.NEGATIVE_INFINITY;
  #repaired = 0;

  constructor(rooms: Needs, acd: Acd, duties: Duties, stationLines: StationLines) {
    this.#rooms = rooms;
    this.#acd = acd;
    this.#duties = duties;
    this.#stationLines = stationLines;
    followLateRings(rooms.stations, acd);
    every(rooms.clock, BETWEEN, () => this.look());
    const soon = () => {
      for (const times of [1, 2]) rooms.clock.at(rooms.clock.now() + times * SOON, () => this.look());
    };
    rooms.lines.dChannelUp.on(soon);
    rooms.stations.each((station) => station.service.on(soon));
  }

  /** How often a state was put right since the start: a healthy box has 0. */
  get repaired(): number {
    return this.#repaired;
  }

  /** One look; what the look before found as well, at least a second ago, is repaired. */
  look(): void {
    const { clock, closing } = this.#rooms;
    if (closing || clock.now() - this.#lookedAt < SOON) return;
    this.#lookedAt = clock.now();
    const before = this.#found;
    this.#found = new Map();
    for (const state of this.#acd.agents()) {
      const mismatch = this.#mismatchOf(state);
      if (mismatch === undefined) continue;
      const key = `${JSON.stringify(mismatch)} ${state.since}`;
      if (before.get(state.agent) === key) this.#repair(state.agent, mismatch);
      else this.#found.set(state.agent, key);
    }
  }

  #mismatchOf(state: AgentState): Mismatch | undefined {
    const station = this.#duties.stationOf(state.agent);
    const line = station && this.#stationLines.state(station.number);
    const hasLeg = station?.leg !== undefined && !station.leg.signal.aborted;
    return mismatchOf(state, line, hasLeg);
  }

  #repair(agent: string, mismatch: Mismatch): void {
    this.#repaired++;
    const { log, records } = this.#rooms;
    log.error({ agent, ...mismatch }, "an agent's state does not go with his telephone; it is put right");
    records.event('agent.repaired', { agent, ...mismatch });
    switch (mismatch.what) {
      case 'talksAlone':
        this.#acd.agentReleased(agent, mismatch.call);
        return;
      case 'ringsAlone':
        this.#acd.agentRefused(mismatch.offer, 'busy');
        return;
      case 'lineAlone':
        this.#freeLine(agent);
    }
  }

  /** His leg is gone: whatever his line was in is over. */
  #freeLine(agent: string): void {
    const station = this.#duties.stationOf(agent);
    if (station === undefined) return;
    this.#stationLines.send(station.number, { type: 'gone' });
    if (station.atRest) this.#stationLines.send(station.number, { type: 'atRest' });
  }
}
