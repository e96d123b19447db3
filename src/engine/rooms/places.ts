// SPDX-License-Identifier: GPL-2.0-or-later
// Is there such a place? A queue, a flow, an agent, a station of the file, by a name that came from outside.

import type { Config, Destination, TransferKind } from '../../config/index.js';
import type { Places } from '../../lookup/index.js';

type Named = Pick<Config, 'queues' | 'flows' | 'agents' | 'stations'>;

/** For look-ups that give names of places. */
export function placesOf(config: () => Named): Places {
  return (kind, name) => placeOf(config(), kind, name) !== undefined;
}

/** Where a value leads; undefined: there is no such place. */
export function placeOf(config: Named, kind: TransferKind, to: string): Destination | undefined {
  switch (kind) {
    case 'queue':
      return config.queues.some(({ name }) => name === to) ? { kind, queue: to } : undefined;
    case 'flow':
      return Object.hasOwn(config.flows, to) ? { kind, flow: to } : undefined;
    case 'agent':
      return config.agents.some(({ id }) => id === to) ? { kind, agent: to } : undefined;
    case 'station':
      return config.stations.some(({ number }) => number === to) ? { kind, station: to } : undefined;
    case 'number':
      return /^\+?\d{1,20}$/.test(to) ? { kind, number: to } : undefined;
  }
}
