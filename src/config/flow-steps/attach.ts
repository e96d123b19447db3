// SPDX-License-Identifier: GPL-2.0-or-later
// Step `attach`: values go with the caller.

import { z } from 'zod';
import { onward } from './next.js';
import { value } from './said.js';

export const attach = z.strictObject({
  attach: z.array(value()).min(1).max(32).describe('Values that go with him: to agents, into his record, to programs.'),
  next: onward(),
});
