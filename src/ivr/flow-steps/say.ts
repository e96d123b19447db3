// SPDX-License-Identifier: GPL-2.0-or-later
// Step `say`: he hears it.

import type { StepTaking } from './taken.js';

export const say: StepTaking<'say'> = {
  take: ({ say: what, bargeIn }, values) => ({ awaits: { type: 'say', what, values, bargeIn } }),
};
