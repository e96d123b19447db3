// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about where calls go before they wait, and about figures that are watched?

import { z } from 'zod';
import { areaRules } from './area-schema.js';
import { destination } from './destination-schema.js';
import { duration, name } from './values.js';

const MOST_RULES = 200; // asked for every call: 200 of three conditions each took 1.1 ms

const need = z.strictObject({
  skill: name().describe('By its name.'),
  level: z.int().min(1).max(10).default(1).describe('1 to 10: who has less will not do.'),
});

const rule = z.strictObject({
  name: name().describe('As `route explain` and the log call it.'),
  if: z.string().min(1).describe('A condition in CEL; docs/routing.md has its variables.'),
  to: destination()
    .describe(
      'Where the call goes; no later rule is asked. Default: what the rule gives is kept, and the next is asked.',
    )
    .exactOptional(),
  byArea: areaRules().describe(
    'In place of `to`: where it goes by its area, the longest that fits; of others this rule does not hold.',
  ),
  queue: name()
    .describe('The call belongs to this queue from here on: it waits there, and its callback is kept there.')
    .exactOptional(),
  priority: z.int().min(-1_000).max(1_000).describe('Added to its priority while it waits.').exactOptional(),
  needs: z.array(need).min(1).max(10).describe('What its agent must be able to do, besides.').exactOptional(),
  throughSurge: z.boolean().default(false).describe('It comes through to people in a surge, too.'),
});

/** Routing rules, in their order. */
export const rules = z
  .array(rule)
  .max(MOST_RULES)
  .default([])
  .describe('Asked for each call, in this order, after block list and hours and before surge and queue.');

/** What can be watched; all but the trunks' `utilisation` are of one queue. */
export const FIGURES = [
  'waiting',
  'longestWait',
  'ready',
  'signedIn',
  'serviceLevel',
  'abandonRate',
  'averageSpeedOfAnswer',
  'utilisation',
] as const;
export type Figure = (typeof FIGURES)[number];
/** Those that are lengths of time. */
export const TIME_FIGURES: readonly Figure[] = ['longestWait', 'averageSpeedOfAnswer'];

const limit = () =>
  z.union([z.number().min(0), duration().transform((time) => ({ time }))], {
    error: () => 'is not a limit: write a number such as 10 or 0.8, or a length of time such as 30s',
  });

const watched = z.strictObject({
  figure: z.enum(FIGURES).describe('What is watched; shares are 0 to 1.'),
  of: name().describe('The queue; not of `utilisation`, which is that of all trunks.').exactOptional(),
  above: limit().describe('The alarm is raised above this.').exactOptional(),
  below: limit().describe('The alarm is raised below this.').exactOptional(),
  for: duration({ most: '1d' }).prefault('30s').describe('When it has been so for as long.'),
  clear: limit()
    .describe('It is over when the figure is back at this; default: a tenth of the limit on its good side.')
    .exactOptional(),
  severity: z
    .enum(['warning', 'minor', 'major', 'critical'])
    .default('minor')
    .transform((word) => (word === 'warning' ? 'minor' : word))
    .describe('Of its alarm; `warning` is `minor`.'),
});

/** Figures and the limits at which they are alarms. */
export const watch = z.array(watched).max(100).default([]).describe('Figures of which an alarm is raised.');
