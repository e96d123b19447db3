// SPDX-License-Identifier: GPL-2.0-or-later
// Step `queue`: he waits for an agent, and may come back.

import type { StepTaking } from './taken.js';

export const queue: StepTaking<'queue'> = {
  take: (step) => ({
    awaits: {
      type: 'queue',
      queue: step.queue,
      comesBack: (['talked', 'overflowed'] as const).filter((way) => step[way] !== undefined),
    },
  }),
};
