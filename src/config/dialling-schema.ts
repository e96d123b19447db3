// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about calls that the house makes?

import { z } from 'zod';

export const dialling = z
  .strictObject({
    trunkAccess: z
      .string()
      .regex(/^\d?$/, 'is not one digit: write "0" or "9", in quotes')
      .default('')
      .describe('The digit before numbers outside, at telephones of the house; default: none.')
      .meta({ applies: 'restart' }),
    international: z
      .boolean()
      .default(false)
      .describe('Whether the house may call abroad: whoever guesses a PIN calls at your cost.'),
  })
  .prefault({})
  .describe('How telephones of the house dial.');
