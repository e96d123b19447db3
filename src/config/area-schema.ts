// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of where callers call from?

import { z } from 'zod';
import { destination } from './destination-schema.js';

const areaRule = z.strictObject({
  area: z
    .string({ error: "is no area: write it in quotes, '021', or the beginning of numbers, '1391234'" })
    .regex(
      /^(?:0\d{1,11}|[1-9]\d{2,11}|\+\d{1,15})$/,
      "is no area: write '021', or the beginning of numbers, '1391234'",
    )
    .describe('An area code with its 0, or the beginning of numbers as they are dialled at home.'),
  to: destination().describe('Where callers from there go.'),
});

/** Where calls go by where their numbers are at home. */
export const areaRules = () => z.array(areaRule).max(5_000).default([]);

/** The same, said at a queue or an access number: one of `rules` is made of it. */
export const byArea = () =>
  areaRules().describe(
    'Callers by their area: the longest that fits, of equal ones the first; others, and who withholds his number, stay here.',
  );

/** The shop's own areas. */
export const areas = z
  .string()
  .min(1)
  .describe(
    'A CSV file prefix,province,city,areacode with areas of mobile numbers, or in place of ours; relative to this file.',
  )
  .exactOptional();
