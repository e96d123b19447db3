// SPDX-License-Identifier: GPL-2.0-or-later
// Step `run`: another flow, with values of its own.

import { given } from '../step-values.js';
import type { StepTaking } from './taken.js';

export const run: StepTaking<'run'> = {
  take: ({ run: enters, with: wanted }, values) => ({ enters, values: given(wanted, values) }),
};
