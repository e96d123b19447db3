// SPDX-License-Identifier: GPL-2.0-or-later
// Which box does the wave come to? The shop's own, on a board that has as many channels and telephones as the wave says. Pure.

import { type Config, ownPrompts, PORTS_A_BANK, readConfig } from '../../config/index.js';
import type { Shop } from '../wave/index.js';

const FIRST_STATION = 2_001;
const BEARERS = 30;

/** The spans of such a board. */
export interface BoardPlan {
  /** Names of the E1s, and how many B-channels of each are in use. */
  readonly e1s: Readonly<Record<string, number>>;
  /** Names of the banks of telephones, and how many each has. */
  readonly banks: Readonly<Record<string, number>>;
}

export function boardPlan({ channels, shifts }: Shop): BoardPlan {
  const telephones = new Set(shifts.map(({ agent }) => agent)).size;
  return { e1s: parts('e1', channels, BEARERS), banks: parts('stations', Math.max(1, telephones), PORTS_A_BANK) };
}

/** The number of the station at which an agent sits, by his place among all. */
export const stationOf = (nth: number): string => String(FIRST_STATION + nth);

/** The shop's policy over that board. It tells nobody outside, records nothing, and keeps its data in a folder of its own. */
export function boardConfig({ config }: Shop, { e1s, banks }: BoardPlan, data: string): Config {
  const carrier = (name: string) => ({ type: 'listen', path: `${data}/${name}.sock` }) as const; // never opened
  const e1Names = Object.keys(e1s);
  const stations = Object.entries(banks).flatMap(([span, ports]) =>
    Array.from({ length: ports }, (_, nth) => ({ span, port: nth + 1 })),
  );
  const board = readConfig({
    data,
    country: config.country,
    board: {
      type: 'virtual',
      spans: [
        ...e1Names.map((name) => ({ name, kind: 'e1' as const, carrier: carrier(name), signalling: QUIET })),
        ...Object.entries(banks).map(([name, ports]) => ({
          ...{ name, kind: 'analog' as const, count: ports, carrier: carrier(name), callerId: 'off' as const }, // nobody reads it
        })),
      ],
    },
    stations: stations.map((place, nth) => ({ number: stationOf(nth), ...place })),
    accessNumbers: [{ number: '1', queue: 'any' }],
    queues: [{ name: 'any' }],
  });
  const { mail: _, prompts: __, dialCodes, ...policy } = config;
  const [first, ...others] = config.trunkGroups;
  const [usual] = board.trunkGroups;
  if (usual === undefined) throw new TypeError('a board without a trunk group');
  // All channels are one group, as the wave has them: the first of the file; names of others stay known.
  const group = { ...(first ?? usual), spans: e1Names };
  const { slots: ___, ...whole } = group;
  return {
    ...policy,
    ...{ data, prompts: ownPrompts(config), boards: board.boards, stations: board.stations, dialCodes },
    trunkGroups: [whole, ...others.map((other) => ({ ...other, spans: [] }))],
    ...{ hooks: [], recording: { ...config.recording, enabled: false } },
  };
}

const QUIET = { restartAtStart: false };

/** So many, in parts of at most so many, with names. */
function parts(name: string, count: number, most: number): Readonly<Record<string, number>> {
  const sizes = Array.from({ length: Math.ceil(count / most) }, (_, nth) => Math.min(most, count - nth * most));
  return Object.fromEntries(sizes.map((size, nth) => [`${name}-${nth + 1}`, size]));
}
