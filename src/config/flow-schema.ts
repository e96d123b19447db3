// SPDX-License-Identifier: GPL-2.0-or-later
// What can a flow say? Steps by name; each does one thing with the caller and says where he goes on.

import { z } from 'zod';
import { destination } from './destination-schema.js';
import { type FlowStep, STEPS, type StepKind, stepName } from './flow-steps/index.js';
import { name } from './values.js';

const KINDS = Object.keys(STEPS) as StepKind[];
type Written = z.output<(typeof STEPS)[StepKind]>;

const step = z
  .union(Object.values(STEPS) as [(typeof STEPS)[StepKind], ...(typeof STEPS)[StepKind][]], {
    error: `is not a step: write one of ${KINDS.join(', ')}`,
  })
  .transform((written: Written): FlowStep => {
    const kind = KINDS.find((key) => key in written) ?? 'say';
    return { kind, ...written } as FlowStep;
  });

/** What callers are led through, step by step. */
export const flow = z
  .strictObject({
    steps: z
      .record(stepName(), step)
      .describe('Steps by their names; it begins with the first. See flows.md.')
      .meta({ page: 'flows.md' }),
    fallback: destination()
      .prefault('callback')
      .describe('Where a caller goes who does not get on: who keys nothing in, or for whom something fails.'),
  })
  .refine(({ steps }) => Object.keys(steps).length > 0, 'a flow has one step at least');

export const flows = z
  .record(name(), flow)
  .default({})
  .describe('Dialogues by name, for `menu`, `flow` and each other.');

export type FlowConfig = z.output<typeof flow>;
