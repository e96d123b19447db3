// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about what agents can do, what calls need, and what of it is given up as they wait?

import { z } from 'zod';
import { LANGUAGES } from '../kernel/index.js';
import { destination } from './destination-schema.js';
import { count, duration, name } from './values.js';

const level = () => z.int().min(1).max(10);

/** So many a box. */
export const MOST_PROFILES = 1_000;

/** Of an agent. */
export const skills = () => z.record(name(), level()).describe('What he can do, and how well: 1 to 10.');

const list = () =>
  z
    .array(
      z.strictObject({
        skill: name().describe('As it stands at the agents.'),
        level: level().default(1).describe('Who has less will not do: 1 to 10.'),
      }),
    )
    .min(1);

/** What an agent must be able to do: a list, or the name of a profile. */
export const needs = () => z.union([name(), list()]);

const step = z.strictObject({
  after: duration({ least: '1s', most: '2h' }).describe('From its coming into the queue.'),
  level: level().describe('Needs above this level are lowered to it.').exactOptional(),
  drop: name().describe('This skill is needed no more.').exactOptional(),
  also: name().describe('It waits in this queue, too.').exactOptional(),
  penalty: count()
    .describe('Members up to this penalty are for it. Before the first such step: those with 0 alone.')
    .exactOptional(),
  anybody: z.literal(true).describe('No longer for one agent alone.').exactOptional(),
  to: destination().describe('It leaves the queue and goes there; the last step.').exactOptional(),
});

/** What is given up as a call waits. */
export const relax = () => z.array(step).min(1).max(50);

/** Points; higher goes first. */
export const points = () => z.int().min(-1_000).max(1_000);

/** Needs and relaxing by a name, for several queues and access numbers. */
export const profiles = z
  .record(
    name(),
    z.strictObject({
      needs: list().describe('What an agent must be able to do.'),
      relax: relax().describe('What of it is given up, and when; in place of that of the queue.').exactOptional(),
    }),
  )
  .default({})
  .describe('What calls need, by a name: `needs: NAME` takes it with its `relax`. At most 1,000.');

/** What agents say of themselves at a telephone. */
export const skillProfiles = z
  .array(
    z.strictObject({
      name: name().describe('As events and lists call it.'),
      digit: z
        .string()
        .regex(/^[1-9]$/, 'is not a digit for skills: write one of "1" to "9", in quotes; 0 is for what the file says')
        .describe('Dialled behind `dialCodes.skills`.'),
      skills: z
        .record(name(), z.int().min(0).max(10))
        .describe('What he can do then; 0: he cannot. Of all other skills his entry holds.'),
      agents: z.array(name()).min(1).describe('Who may choose it; default: all agents.').exactOptional(),
    }),
  )
  .max(9)
  .default([])
  .describe('What an agent may say at a telephone that he can do, until he signs out, for 12 hours at most.');

/** What callers need who have chosen a language. */
export const languageNeeds = z
  .partialRecord(z.enum(LANGUAGES), needs())
  .default({})
  .describe(
    'What a call needs for whose caller a dialogue has chosen this language: skills, or the name of a profile.',
  );

/** Points a minute. */
export const ageing = z
  .int()
  .min(0)
  .max(1_000)
  .default(1)
  .describe(
    'Points of priority that a waiting call gains in a minute. 0: none; then calls of less priority may wait for ever.',
  );

/** What a queue asks of agents when nothing else says it, and what it does when nobody is there. */
export const queueNeeds = {
  weight: points().default(0).describe('Added to the priority of its calls when an agent of several queues is free.'),
  needs: needs()
    .describe('What its agents must be able to do for a call: skills, or the name of a profile. Default: nothing.')
    .exactOptional()
    .meta({ applies: 'nextCall' }),
  relax: relax()
    .describe('What of it is given up as a call waits, step by step, whatever it is that happens. Default: nothing.')
    .exactOptional()
    .meta({ applies: 'nextCall' }),
};

/** What an access number's calls need. */
export const accessNeeds = {
  priority: points().default(0).describe('Of its calls: higher goes first.'),
  needs: needs()
    .describe('What its calls need, besides what their queue asks; of a skill in both this level holds.')
    .exactOptional(),
  relax: relax().describe('What is given up as they wait, in place of the list of the queue.').exactOptional(),
};
