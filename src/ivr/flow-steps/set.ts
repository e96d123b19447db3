// SPDX-License-Identifier: GPL-2.0-or-later
// Step `set`: values are given.

import { rendered } from '../step-values.js';
import type { StepTaking } from './taken.js';

export const set: StepTaking<'set'> = {
  take: ({ next: to, set: wanted }, values) => ({ to, values: rendered(wanted, values) }),
};
