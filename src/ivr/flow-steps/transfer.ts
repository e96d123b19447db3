// SPDX-License-Identifier: GPL-2.0-or-later
// Step `transfer`: where a value says; what comes back is that there is no such place.

import type { StepTaking } from './taken.js';

export const transfer: StepTaking<'transfer'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values } }),
};
