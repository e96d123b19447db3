// SPDX-License-Identifier: GPL-2.0-or-later
// How are values written in the file? Lengths of time, shares, digits, lists of channels, times of day.

import { z } from 'zod';
import { type Duration, LENGTH, LENGTH_UNITS, lengthOf, NUMBER_LIST, numbersOf } from '../kernel/index.js';

/** `500ms`, `10s`, `5min`, `24h`, `180d`; milliseconds inside. */
export function duration(options: { readonly least?: string; readonly most?: string } = {}) {
  const least = options.least === undefined ? 0 : milliseconds(options.least);
  const most = options.most === undefined ? Number.POSITIVE_INFINITY : milliseconds(options.most);
  return z
    .string({ error: 'is not a length of time: write a number and a unit, such as 500ms, 10s, 5min, 24h or 180d' })
    .regex(LENGTH, 'is not a length of time: write a number and a unit, such as 500ms, 10s, 5min, 24h or 180d')
    .transform(milliseconds)
    .refine((value) => value >= least, `is too short: at least ${options.least}`)
    .refine((value) => value <= most, `is too long: at most ${options.most}`);
}

function milliseconds(text: string): Duration {
  const { count, unit } = lengthOf(text) ?? {};
  return count === undefined || unit === undefined ? Number.NaN : count * LENGTH_UNITS[unit];
}

/** A share, 0 to 1. */
export const share = () => z.number().min(0).max(1);

/** A count. */
export const count = (least = 0) => z.int().min(least);

/** A telephone number or part of one; in quotes, or its leading zeros are lost. */
export const digits = () => z.string().regex(/^\+?\d{1,20}$/, 'is not a number to dial: write 1 to 20 digits');

/** A name that other places of the file refer to. */
export const name = () => z.string().min(1).max(64);

/** A prompt: the name of one that the box has, or the path of a WAV file (it has a slash). */
export const prompt = () => z.string().min(1);

/** A time of day, `09:00`; `24:00` is midnight at the end. */
export const timeOfDay = () =>
  z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'is not a time of day: write 09:00');

/** A stretch of the day. */
export const hours = () =>
  z.strictObject({
    from: timeOfDay().describe('Open from this time on.'),
    to: timeOfDay().describe('No longer open at this time; earlier than `from` means on the next day.'),
    days: z.array(z.int().min(1).max(7)).min(1).describe('1 Monday to 7 Sunday; default: every day.').exactOptional(),
  });

/** `1-15,17-31`, or in brackets `[1-15, 17-31]`; the numbers inside, in the order written. */
export function numberList() {
  const wrong = 'is not a list of numbers: write [1-15, 17-31]';
  return z
    .union(
      [
        z.string().regex(NUMBER_LIST, wrong),
        z.int().min(0),
        z.array(z.union([z.int().min(0), z.string().regex(NUMBER_LIST)])).min(1),
      ],
      {
        error: wrong,
      },
    )
    .transform((written, context) => {
      const numbers = numbersOf(String(written));
      if (numbers) return numbers;
      context.addIssue({ code: 'custom', message: wrong });
      return z.NEVER;
    });
}
