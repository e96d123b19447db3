// SPDX-License-Identifier: GPL-2.0-or-later
// Which agents and queues do customers name that there are not? Callers go on without them, so it is a hint, no error.

import type { Config } from '../../config/index.js';
import type { Customer } from '../../customer/index.js';
import type { Rooms } from '../rooms/index.js';
import type { CustomerParts } from './customer-desk.js';

/** Who and what the file has. */
export interface StaffNames {
  readonly agents: readonly string[];
  readonly queues: readonly string[];
}

/** What the configuration that is in force now says of numbers, agents and queues. */
export function namesOf(rooms: Pick<Rooms, 'config' | 'plan'>): Pick<CustomerParts, 'plan' | 'staff'> {
  return { plan: () => rooms.plan, staff: () => staffOf(rooms.config) };
}

export function staffOf({ agents, queues }: Pick<Config, 'agents' | 'queues'>): StaffNames {
  return { agents: agents.map(({ id }) => id), queues: queues.map(({ name }) => name) };
}

const MOST_HINTS = 10;

/** A line for each name that leads nowhere, with how many customers have it. */
export function strangersOf(customers: readonly Customer[], { agents, queues }: StaffNames): readonly string[] {
  const [knownAgents, knownQueues] = [new Set(agents), new Set(queues)];
  const counts = new Map<string, number>();
  for (const { owner, deputy, group } of customers) {
    const names = [
      ...(owner !== undefined && !knownAgents.has(owner) ? [`owner ${owner} is no agent of the file`] : []),
      ...(deputy !== undefined && !knownAgents.has(deputy) ? [`deputy ${deputy} is no agent of the file`] : []),
      ...(group !== undefined && !knownQueues.has(group) ? [`group ${group} is no queue of the file`] : []),
    ];
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].slice(0, MOST_HINTS).map(([name, count]) => `${name} (${count})`);
}
