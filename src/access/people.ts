// SPDX-License-Identifier: GPL-2.0-or-later
// Who is a person of the box? Its agents, and those whom the file names beside them.

import type { Config } from '../config/index.js';
import { type Person, ROLES } from './rights.js';

/** The person with this id; undefined: nobody has it. */
export function personOf({ agents, people }: Pick<Config, 'agents' | 'people'>, id: string): Person | undefined {
  const named = people.find((person) => person.id === id);
  if (named !== undefined) {
    const { name, role, rights } = named;
    return { id, name, role, rights: new Set([...ROLES[role], ...rights]) };
  }
  const agent = agents.find((entry) => entry.id === id);
  return agent && { id, name: agent.name, role: 'agent', rights: new Set([...ROLES.agent, ...(agent.rights ?? [])]) };
}
