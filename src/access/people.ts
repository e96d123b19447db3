// SPDX-License-Identifier: GPL-2.0-or-later
// Who is a person of the box? Its agents, and those whom the file names beside them.

import type { Config } from '../config/index.js';
import { type Person, ROLES } from './rights.js';

/** The person with this id; undefined: nobody has it. */
export function personOf({ agents, people }: Pick<Config, 'agents' | 'people'>, id: string): Person | undefined {
  const named = people.find((person) => person.id === id);
  if (named !== undefined) {
    const { name, role, rights } = named;
    return { id, name, role, rights: new Set([...ROLES[role], ...rights]), ...reachOf(named, agents) };
  }
  const agent = agents.find((entry) => entry.id === id);
  if (agent === undefined) return undefined;
  const rights = new Set([...ROLES.agent, ...(agent.rights ?? [])]);
  return { id, name: agent.name, role: 'agent', rights, ...reachOf(agent, agents) };
}

/** An agent is reached by any of his queues. */
function reachOf(
  { supervises }: { readonly supervises?: readonly string[] },
  agents: Config['agents'],
): { readonly reach?: Person['reach'] } {
  if (supervises === undefined) return {};
  const queues = new Set(supervises);
  const his = agents.filter((agent) => agent.queues.some((queue) => queues.has(queue)));
  return { reach: { queues, agents: new Set(his.map(({ id }) => id)) } };
}
