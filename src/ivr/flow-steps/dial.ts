// SPDX-License-Identifier: GPL-2.0-or-later
// Step `dial`: whom he keyed in is rung; who is not to be had, or is not there, leads on.

import type { StepTaking } from './taken.js';

export const dial: StepTaking<'dial'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values } }),
};
