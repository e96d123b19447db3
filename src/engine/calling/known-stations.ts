// SPDX-License-Identifier: GPL-2.0-or-later
// What was seen of each station last, and which of them show the same agent, call or company? Found without looking at all of them.

import type { StationStatus } from './station-states.js';

/** By what stations hang together. */
const TIES = ['agent', 'call', 'with'] as const;
type Tie = (typeof TIES)[number];

const NONE: ReadonlySet<string> = new Set();

export class KnownStations {
  readonly #known = new Map<string, StationStatus>();
  readonly #of: Readonly<Record<Tie, Map<string, Set<string>>>> = {
    agent: new Map(),
    call: new Map(),
    with: new Map(),
  };

  get(station: string): StationStatus | undefined {
    return this.#known.get(station);
  }

  put(status: StationStatus): void {
    const { station } = status;
    const before = this.#known.get(station);
    this.#known.set(station, status);
    for (const tie of TIES) {
      if (before?.[tie] === status[tie]) continue;
      this.#untie(tie, before?.[tie], station);
      this.#tie(tie, status[tie], station);
    }
  }

  /** Stations with that agent, in that call, or with that company. */
  having(tie: Tie, value: string): ReadonlySet<string> {
    return this.#of[tie].get(value) ?? NONE;
  }

  #tie(tie: Tie, value: string | undefined, station: string): void {
    if (value === undefined) return;
    const stations = this.#of[tie].get(value);
    if (stations === undefined) this.#of[tie].set(value, new Set([station]));
    else stations.add(station);
  }

  #untie(tie: Tie, value: string | undefined, station: string): void {
    const stations = value === undefined ? undefined : this.#of[tie].get(value);
    if (value === undefined || !stations?.delete(station)) return;
    if (stations.size === 0) this.#of[tie].delete(value);
  }
}
