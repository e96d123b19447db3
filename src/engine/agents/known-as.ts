// SPDX-License-Identifier: GPL-2.0-or-later
// What is somebody called who calls? For telephones that show a name, and for programs.

import { keyOf, type Rooms } from '../rooms/index.js';

/** What is needed of the box. */
export type KnownRooms = Pick<Rooms, 'config' | 'customers' | 'plan'>;

/** The name of an agent, by his id, or of a customer, by his number. Personal. */
export function knownAs({ config, customers, plan }: KnownRooms, of: string): string | undefined {
  const agent = config.agents.find(({ id }) => id === of);
  return agent?.name ?? customers.find(keyOf(of, plan))?.name;
}
