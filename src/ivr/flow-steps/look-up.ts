// SPDX-License-Identifier: GPL-2.0-or-later
// Step `lookUp`: what is known elsewhere.

import { called, given } from '../step-values.js';
import { asKeyed, type StepTaking } from './taken.js';

export const lookUp: StepTaking<'lookUp'> = {
  take: (step, values) => ({ awaits: { type: 'serve', step, values: { ...values, ...given(step.with, values) } } }),
  came: (step, came) => {
    const { to = came.outcome === 'notFound' ? step.failed : undefined } = asKeyed(step, came);
    return { to, values: called(came.values ?? {}, step.into) };
  },
};
