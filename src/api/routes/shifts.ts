// SPDX-License-Identifier: GPL-2.0-or-later
// Shifts as the box reads them from the file; who supervises some queues sees their agents alone.

import type { Roster } from '../contract/index.js';
import type { Handlers } from '../web.js';
import { reachOf } from './reach.js';

export const shifts: Handlers<'shifts'> = {
  list: async ({ query, asker, ask }) => {
    const roster = (await ask('shifts', query)) as Roster;
    const reach = reachOf(asker);
    return { ...roster, agents: roster.agents.filter(({ agent }) => reach?.agents.includes(agent) ?? true) };
  },
  mine: ({ params, query, ask }) => ask('shifts', { ...query, agent: params.agent }),
};
