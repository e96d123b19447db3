// SPDX-License-Identifier: GPL-2.0-or-later
// Step `call`: a program's function, that gives a value.

import { asKeyed, type StepTaking } from './taken.js';

export const call: StepTaking<'call'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values } }),
  came: (step, came) => ({
    ...asKeyed(step, came),
    ...(came.outcome === 'done' && step.into !== undefined && { values: { [step.into]: came.value ?? '' } }),
  }),
};
