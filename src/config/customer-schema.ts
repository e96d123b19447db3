// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of callers whom somebody knows?

import { z } from 'zod';
import { byArea } from './area-schema.js';
import { count, duration } from './values.js';

const memory = z
  .strictObject({
    days: count(1).max(3_650).default(30).describe('An agent is remembered for so many days after a call.'),
    wait: duration({ most: '10min' })
      .prefault('0s')
      .describe('A caller waits so long for this agent when he is busy; then any agent is right.'),
    ask: z
      .boolean()
      .default(true)
      .describe(
        'Ask the caller whether he wants this agent, and only when the agent is idle; false: without a question.',
      ),
  })
  .describe('Callers go first to the agent who served their number last; default: to anybody.')
  .exactOptional();

/** The keys of a queue. */
export const familiar = {
  memory,
  byCustomer: z
    .boolean()
    .default(false)
    .describe('Customers go first to their own agent, his deputy, or an idle agent of the group: docs/customers.md.'),
  gradePriority: count()
    .max(1_000)
    .default(1)
    .describe('Points of priority for each point of a customer’s grade; 0: all are alike.'),
  byArea: byArea(),
};
