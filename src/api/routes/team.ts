// SPDX-License-Identifier: GPL-2.0-or-later
// How does each agent sell today? One look at the records for all who watch the board at once; each sees those of his reach.

import { teamCodes, teamRows } from '../../report/index.js';
import type { Handlers } from '../web.js';
import { reachOf } from './reach.js';

export const team: Handlers<'team'> = {
  team: async ({ web, asker, query }) => {
    const day = await web.teamHours.ask();
    const reach = reachOf(asker);
    return {
      at: day.until,
      hours: day.hours.map(({ from }) => from),
      codes: teamCodes(day),
      agents: teamRows(day, query.code).filter(({ agent }) => reach?.agents.includes(agent) ?? true),
    };
  },
};
