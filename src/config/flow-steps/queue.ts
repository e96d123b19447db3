// SPDX-License-Identifier: GPL-2.0-or-later
// Step `queue`: he waits for an agent.

import { z } from 'zod';
import { needs, points, relax } from '../needs-schema.js';
import { name } from '../values.js';
import { next } from './next.js';

export const queue = z.strictObject({
  queue: name().describe('Where he waits for an agent.'),
  needs: needs()
    .describe(
      'What the agent must be able to do for him, besides what access number and queue ask; of a skill in both this level holds.',
    )
    .exactOptional(),
  relax: relax().describe('What is given up as he waits, in place of every other list.').exactOptional(),
  priority: points().describe('In place of that of his access number; higher goes first.').exactOptional(),
  overflowed: next().describe('Where he goes on who has waited too long; default: as the queue says.').exactOptional(),
  talked: next()
    .describe('Where he goes on when his agent has gone, such as a survey; default: nowhere.')
    .exactOptional(),
});
