// SPDX-License-Identifier: GPL-2.0-or-later
// Step `verify`: a PIN says who he is.

import { asKeyed, type StepTaking } from './taken.js';

export const verify: StepTaking<'verify'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values } }),
  came: (step, came) => ({
    ...asKeyed(step, came),
    values: { [step.pin]: '', ...(came.outcome === 'done' && { [step.into]: came.value ?? '' }) },
  }),
};
