// SPDX-License-Identifier: GPL-2.0-or-later
// Step `menu`: keys are offered.

import { z } from 'zod';
import { asked } from './asked.js';
import { failed, next } from './next.js';
import { said } from './said.js';
import { spokenChoices } from './spoken.js';

export const menu = z.strictObject({
  menu: said().describe('What is offered; a key stops it.'),
  choices: z
    .record(z.string().regex(/^[0-9*#]$/, 'is not a key: write 0 to 9, * or # in quotes'), next())
    .describe('Where each key leads.'),
  speech: spokenChoices(),
  ...asked,
  failed: failed(),
});
