// SPDX-License-Identifier: GPL-2.0-or-later
// Step `collect`: digits are kept as a value.

import type { Question } from '../question-machine.js';
import { senseOf } from '../sense.js';
import { asKeyed, type StepTaking } from './taken.js';

export const collect: StepTaking<'collect'> = {
  take: ({ collect: prompt, length, terminator, sense, attempts, timeout, readBack, mask, speech }, values) => {
    const keys: Question['keys'] = {
      kind: 'digits',
      ...{ terminator, ...length },
      ...(sense !== undefined && { sense: (digits: string) => senseOf(sense, digits) }),
    };
    const spoken = { kind: 'digits' } as const;
    const question = { prompt, keys, attempts, timeout, readBack, ...(speech && { speech: spoken }) };
    return { awaits: { type: 'ask', question, values, ...(mask !== undefined && { mask }) } };
  },
  came: (step, came) => ({
    ...asKeyed(step, came),
    ...(came.outcome === 'match' && { values: { [step.into]: came.value ?? '' } }),
  }),
};
