// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about calls that the house makes?

import { z } from 'zod';
import { digits, name } from './values.js';

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
    speedDials: z
      .array(
        z.strictObject({
          code: z
            .string()
            .regex(/^\d{2}$/, 'is not a short code: write two digits, in quotes, such as "01"')
            .describe('Two digits, dialled after the code `dialCodes.speedDial`.'),
          number: digits().describe('A station, or a number outside.'),
          name: name().describe('Whose it is.').exactOptional(),
        }),
      )
      .default([])
      .describe('Numbers that are dialled by a short code, by whoever may call them.'),
  })
  .prefault({})
  .describe('How telephones of the house dial.');
