// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about calls that the house makes? Who may call how far, when, how much a day, and what is shown.

import { z } from 'zod';
import { count, digits, duration, name } from './values.js';

const prefixes = () =>
  z.array(z.string().regex(/^\+?\d{1,15}$/, "is not a prefix: write digits in quotes, such as '00' or '+1'"));

/** How far a class of service goes, each with those before it. */
export const REACH = ['internal', 'local', 'national', 'international'] as const;

const classOfService = z.strictObject({
  reach: z
    .enum(REACH)
    .default('national')
    .describe(
      'How far: `internal` none, `local` the home area, mobile and service numbers, `national`, `international`.',
    ),
  premium: z.boolean().default(false).describe('Whether numbers of `dialling.premium` may be called.'),
  allowed: prefixes()
    .default([])
    .describe('Prefixes that may be called beyond the reach; the longest that fits decides.'),
  barred: prefixes().default([]).describe('Prefixes that may not be called; the longest that fits decides.'),
  calendar: name().describe('One of `calendars`: when this class holds; default: always.').exactOptional(),
  otherwise: name().default('internal').describe('The class that holds at other times.'),
});

const limit = (calls: number, minutes: number) =>
  z
    .strictObject({
      calls: count().default(calls).describe('Calls of one person on one day.'),
      minutes: count().default(minutes).describe('Minutes of one person on one day, each that is begun.'),
    })
    .prefault({});

const limits = z
  .strictObject({
    abroad: limit(20, 60).describe('Calls abroad, whatever for.'),
    forward: limit(100, 300).describe('Calls that are forwarded outside.'),
    outsideStation: limit(300, 720).describe('Calls to an agent who talks at a number outside.'),
    callBack: limit(300, 720).describe(
      'Calls back of who called a telephone last (code `dialCodes.callBack`), and of who left a message; not the callbacks that the box has promised.',
    ),
  })
  .prefault({})
  .describe('What one person may use up on one day. More is refused, and raises an alarm.');

export const dialling = z
  .strictObject({
    trunkAccess: z
      .string()
      .regex(/^\d?$/, 'is not one digit: write "0" or "9", in quotes')
      .default('')
      .describe('The digit before numbers outside, at telephones of the house; default: none.')
      .meta({ applies: 'restart' }),
    emergency: z
      .array(z.string().regex(/^\d{2,6}$/, 'is not an emergency number: write 2 to 6 digits, in quotes'))
      .default([])
      .describe(
        'Numbers that always go out, from any telephone, beside those of `country`: in China 110, 119, 120, 122.',
      ),
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
    classes: z
      .record(name(), classOfService)
      .default({})
      .describe('Classes of service by their names; `internal`, `local`, `national` and `international` are there.'),
    class: name()
      .describe('Of agents who have none of their own; default: `national`, or `international` if that is true.')
      .exactOptional(),
    stationClass: name().default('internal').describe('Of telephones where nobody is signed in.'),
    premium: prefixes()
      .describe(
        'Numbers that cost more than a call; default: 160, 168, 1258, 1259, 116, 118, 179, +870, +881, +882, +883, +979.',
      )
      .exactOptional(),
    limits,
    laterWithin: duration({ least: '1min', most: '24h' })
      .prefault('15min')
      .describe('How late a call that was to be made later may be made, when no line was free or the box was down.'),
    show: digits()
      .describe('The number shown in calls that people make, unless agent, queue or access number say otherwise.')
      .exactOptional(),
  })
  .prefault({})
  .describe('How telephones of the house dial.');
