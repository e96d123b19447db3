// SPDX-License-Identifier: GPL-2.0-or-later
// What are steps of flows made of? Where a caller goes on, and the names of values.

import type { z } from 'zod';
import type { Next } from '../flow-schema.js';

/** Given to each step that stands in a file of its own. */
export interface StepParts {
  readonly next: () => z.ZodType<Next, unknown>;
  readonly value: () => z.ZodString;
}
