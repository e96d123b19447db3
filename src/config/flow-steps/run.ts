// SPDX-License-Identifier: GPL-2.0-or-later
// Step `run`: another flow, which comes back.

import { z } from 'zod';
import { name } from '../values.js';
import { onward } from './next.js';
import { value } from './said.js';

export const run = z.strictObject({
  run: name().describe('Another flow, which comes back by `return`.'),
  with: z
    .record(value(), z.string().max(256))
    .default({})
    .describe('Its values: a text, or the name of a value of this flow after a $.'),
  next: onward(),
});
