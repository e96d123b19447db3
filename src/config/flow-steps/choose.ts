// SPDX-License-Identifier: GPL-2.0-or-later
// Step `choose`: a value decides.

import { z } from 'zod';
import { next } from './next.js';
import { value } from './said.js';

export const choose = z.strictObject({
  choose: value().describe('The value that decides.'),
  cases: z.record(z.string().min(1), next()).describe('Where each value leads.'),
  else: next().describe('Where every other one leads.'),
});
