// SPDX-License-Identifier: GPL-2.0-or-later
// Step `menu`: a key leads on.

import { asKeyed, type StepTaking } from './taken.js';

export const menu: StepTaking<'menu'> = {
  take: ({ menu: prompt, choices, speech: phrases, attempts, timeout }, values) => {
    const keys = { kind: 'choice', choices: Object.keys(choices).join('') } as const;
    const speech = phrases && ({ kind: 'choices', phrases } as const);
    const question = { prompt, keys, attempts, timeout, ...(speech && { speech }) };
    return { awaits: { type: 'ask', question, values } };
  },
  came: (step, came) => (came.outcome === 'match' ? { to: step.choices[came.value ?? ''] } : asKeyed(step, came)),
};
