// SPDX-License-Identifier: GPL-2.0-or-later
// Step `queue`: he waits for an agent, and may come back.

import type { StepOf } from '../../config/index.js';
import type { StepTaking } from './taken.js';

export const queue: StepTaking<'queue'> = {
  take: (step) => ({
    awaits: {
      type: 'queue',
      queue: step.queue,
      said: said(step),
      comesBack: (['talked', 'overflowed'] as const).filter((way) => step[way] !== undefined),
    },
  }),
};

/** What he needs there, where the step says it. */
function said({ needs, relax, priority }: StepOf<'queue'>): Pick<StepOf<'queue'>, 'needs' | 'relax' | 'priority'> {
  return {
    ...(needs !== undefined && { needs }),
    ...(relax !== undefined && { relax }),
    ...(priority !== undefined && { priority }),
  };
}
