// SPDX-License-Identifier: GPL-2.0-or-later
// Step `queue`: he waits for an agent.

import { z } from 'zod';
import { name } from '../values.js';
import { next } from './next.js';

export const queue = z.strictObject({
  queue: name().describe('Where he waits for an agent.'),
  overflowed: next().describe('Where he goes on who has waited too long; default: as the queue says.').exactOptional(),
  talked: next()
    .describe('Where he goes on when his agent has gone, such as a survey; default: nowhere.')
    .exactOptional(),
});
