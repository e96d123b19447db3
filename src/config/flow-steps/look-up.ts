// SPDX-License-Identifier: GPL-2.0-or-later
// Which step asks outside for what is known? It names a look-up, and says where he goes on by what came of it.

import { z } from 'zod';
import { name } from '../values.js';
import type { StepParts } from './parts.js';

export const lookUp = ({ next, value }: StepParts) =>
  z.strictObject({
    lookUp: name().describe('One of `lookups`. After a second the caller hears a soft sound while it lasts.'),
    with: z
      .record(value(), z.string().max(256))
      .default({})
      .describe('What it is asked with, values in braces; default: the values of the same names.'),
    into: z
      .union([value(), z.record(value(), value())])
      .describe('Written before the names of what it gives, as firm_name; or a name for each. Default: as they are.')
      .exactOptional(),
    next: next().describe('Where he goes on.'),
    notFound: next()
      .describe('Where he goes on when there is nothing of that kind; default: as `failed`.')
      .exactOptional(),
    failed: next().describe('Where he goes on when it cannot be done; default: `fallback`.').exactOptional(),
  });
