// SPDX-License-Identifier: GPL-2.0-or-later
// Step `collect`: digits are asked for.

import { z } from 'zod';
import { count, name } from '../values.js';
import { asked } from './asked.js';
import { failed, onward } from './next.js';
import { said, value } from './said.js';
import { spokenDigits } from './spoken.js';

/** What keyed digits can be held to. */
export const SENSES = ['card', 'date', 'amount', 'phone', 'identity'] as const;
export type Sense = (typeof SENSES)[number];

export const collect = z.strictObject({
  collect: said().describe('What he is asked to key in.'),
  into: value().describe('The value that keeps it.'),
  length: z
    .union([
      count(1)
        .max(32)
        .transform((exactly) => ({ min: exactly, max: exactly })),
      z.strictObject({
        min: count(1).max(32).default(1).describe('At least so many.'),
        max: count(1).max(32).describe('At most so many: with the last it is over.'),
      }),
    ])
    .describe('How many digits, or { min, max }.'),
  terminator: z
    .string()
    .regex(/^[*#]?$/, 'is not a key that ends digits: write # or *')
    .default('#')
    .describe('The key that ends them.'),
  sense: z
    .enum(SENSES)
    .describe(
      'What they must be: a card number, a day (20261129), an amount (12*50), a telephone number, an identity number (X is the star).',
    )
    .exactOptional(),
  readBack: z.boolean().default(false).describe('He hears them, and confirms them with 1.'),
  mask: name().describe('Why nobody else and no recording hears the keys, such as PIN.').exactOptional(),
  speech: spokenDigits(),
  ...asked,
  failed: failed(),
  next: onward(),
});
