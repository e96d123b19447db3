// SPDX-License-Identifier: GPL-2.0-or-later
// Which step goes by conditions? The first that holds, in CEL as rules have it, and the flow's values besides.

import { z } from 'zod';
import type { StepParts } from './parts.js';

export const when = ({ next }: StepParts) =>
  z.strictObject({
    when: z
      .array(
        z.strictObject({
          if: z.string().min(1).describe('A condition in CEL: what rules can ask, and `values` of the flow.'),
          next: next().describe('Where he goes on when it holds.'),
        }),
      )
      .min(1)
      .max(32)
      .describe('Conditions in their order; the first that holds counts.'),
    else: next().describe('Where he goes on when none holds.'),
  });
