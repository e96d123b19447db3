// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of callers whom somebody knows, and of where they call from?

import { z } from 'zod';
import { destination } from './destination-schema.js';
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

const areaRule = z.strictObject({
  area: z
    .string({ error: "is no area: write it in quotes, '021', or the beginning of numbers, '1391234'" })
    .regex(
      /^(?:0\d{1,11}|[1-9]\d{2,11}|\+\d{1,15})$/,
      "is no area: write '021', or the beginning of numbers, '1391234'",
    )
    .describe('An area code with its 0, or the beginning of numbers as they are dialled at home.'),
  to: destination().describe('Where callers from there go.'),
});

/** Where calls go by where their numbers are at home. */
export const byArea = () =>
  z
    .array(areaRule)
    .max(5_000)
    .default([])
    .describe(
      'Callers by their area: the longest that fits, of equal ones the first; others, and who withholds his number, stay here.',
    );

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

/** The shop's own areas. */
export const areas = z
  .string()
  .min(1)
  .describe(
    'A CSV file prefix,province,city,areacode with areas of mobile numbers, or in place of ours; relative to this file.',
  )
  .exactOptional();
