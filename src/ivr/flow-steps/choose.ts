// SPDX-License-Identifier: GPL-2.0-or-later
// Step `choose`: a value decides.

import type { StepTaking } from './taken.js';

export const choose: StepTaking<'choose'> = {
  take: ({ choose: name, cases, else: otherwise }, values) => ({ to: cases[values[name] ?? ''] ?? otherwise }),
};
