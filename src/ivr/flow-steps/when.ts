// SPDX-License-Identifier: GPL-2.0-or-later
// Step `when`: the first condition that holds.

import type { StepTaking } from './taken.js';

export const when: StepTaking<'when'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values } }),
  came: (step, { outcome, value }) => ({ to: outcome === 'match' ? step.when[Number(value)]?.next : step.else }),
};
