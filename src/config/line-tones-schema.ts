// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say of the sound of a line: its exchange's tones, and how loud it is?

import { z } from 'zod';

/** libtonezone's notation: `hertz[+hertz][/milliseconds]`, parted by commas. */
const NOTATION = /^!?\d{1,4}(\+\d{1,4})?(\/\d{1,5})?(,!?\d{1,4}(\+\d{1,4})?(\/\d{1,5})?){0,7}$/;
const WRITE = 'is not a tone: write frequencies and milliseconds, such as 450 or 450/350,0/350 or 440+480/2000,0/4000';

const tone = (about: string) => z.string().regex(NOTATION, WRITE).describe(about).exactOptional();

/** Of the exchange at some lines. */
export const lineTones = () =>
  z
    .strictObject({
      zone: z
        .string()
        .regex(/^[A-Z]{2}$/, 'is not a country: write its two letters, such as CN')
        .describe('The country whose tones the exchange sends; default: `country`.')
        .exactOptional(),
      dial: tone('Its dial tone, such as 450; `spillway lines learn-tones` finds it.'),
      busy: tone('Its busy tone, such as 450/350,0/350: by it the far end is known to have hung up.'),
      ringback: tone('Its ringing tone, such as 450/1000,0/4000.'),
      congestion: tone('Its congestion tone, such as 450/700,0/700.'),
    })
    .describe("The exchange's tones, where they are not those of `country`.")
    .exactOptional()
    .meta({ applies: 'nextCall' });

const decibels = (about: string) => z.number().min(-12).max(12).default(0).describe(about);

/** Of single lines, besides what the card's modules do. */
export const lineGain = () =>
  z
    .strictObject({
      receive: decibels('Of what comes from the exchange, in dB: -12 to 12.'),
      send: decibels('Of what goes to the exchange, in dB: -12 to 12.'),
    })
    .prefault({})
    .describe('How much louder these lines are made by the box; `spillway lines measure` says how loud they are.');
