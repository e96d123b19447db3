// SPDX-License-Identifier: GPL-2.0-or-later
// Step `set`: values are given.

import { z } from 'zod';
import { onward } from './next.js';
import { value } from './said.js';

export const set = z.strictObject({
  set: z.record(value(), z.string().max(256)).describe('Values by name.'),
  next: onward(),
});
