// SPDX-License-Identifier: GPL-2.0-or-later
// Who is a person of the box? Its agents, and those whom the file names beside them.

import type { Config, Right } from '../config/index.js';
import { type Person, ROLES } from './rights.js';

/** Of what the people are made. */
export type Staff = Pick<Config, 'agents' | 'people'> & Partial<Pick<Config, 'roles'>>;

/** The person with this id; undefined: nobody has it. */
export function personOf({ agents, people, roles = [] }: Staff, id: string): Person | undefined {
  const rightsOf = (role: string): readonly Right[] =>
    Object.hasOwn(ROLES, role)
      ? ROLES[role as keyof typeof ROLES]
      : (roles.find(({ name }) => name === role)?.rights ?? []);
  const named = people.find((person) => person.id === id);
  if (named !== undefined) {
    const { name, role, rights } = named;
    return { id, name, role, rights: new Set([...rightsOf(role), ...rights]), ...reachOf(named, agents) };
  }
  const agent = agents.find((entry) => entry.id === id);
  if (agent === undefined) return undefined;
  const role = agent.role ?? 'agent';
  const rights = new Set([...rightsOf(role), ...(agent.rights ?? [])]);
  return { id, name: agent.name, role, rights, ...reachOf(agent, agents) };
}

/** What of the shop's records a person sees; undefined: everything. */
export function seenBy(
  staff: Staff,
  id: string,
): { readonly queues: readonly string[]; readonly agents: readonly string[] } | undefined {
  const reach = personOf(staff, id)?.reach;
  return reach && { queues: [...reach.queues], agents: [...reach.agents] };
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
