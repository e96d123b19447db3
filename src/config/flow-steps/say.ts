// SPDX-License-Identifier: GPL-2.0-or-later
// Step `say`: something is heard.

import { z } from 'zod';
import { failed, onward } from './next.js';
import { said } from './said.js';

export const say = z.strictObject({
  say: said().describe('Heard to the end, or to the first key, which counts for the next question.'),
  bargeIn: z.boolean().default(true).describe('false: no key stops it.'),
  next: onward(),
  failed: failed(),
});
