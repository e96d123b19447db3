// SPDX-License-Identifier: GPL-2.0-or-later
// Which prompts can be recorded at a telephone, and by which number is each keyed in?

import { z } from 'zod';

/** Numbers of prompts, for people at a telephone. */
export const promptNumbers = z
  .record(
    z.string().regex(/^\d{1,4}$/, 'is not a number to key in: write 1 to 4 digits in quotes'),
    z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'is no name for a prompt'),
  )
  .default({ '1': 'welcome', '2': 'closed', '3': 'closed-callback', '4': 'surge', '5': 'all-agents-busy' })
  .describe('Prompts that may be recorded at a telephone by `dialCodes.recordPrompt`, by the number that is keyed in.');
