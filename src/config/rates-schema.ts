// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about what calls cost? Prices by the beginning of a number, with the unit in which they are charged.

import { z } from 'zod';
import { duration } from './values.js';

const price = () => z.number().min(0).max(100_000);

const rate = z.strictObject({
  name: z.string().min(1).max(60).describe('As bills call it.'),
  direction: z
    .enum(['outbound', 'inbound'])
    .default('outbound')
    .describe('Whose calls: those that we make, or those that come.'),
  prefix: z
    .string()
    .regex(/^\+?\d{0,20}$/, 'is no beginning of a number: +8613, 400 and nothing would be right')
    .default('')
    .describe(
      'Numbers that begin so: of calls that we make as `+8613`, of those that come the access number; empty: all.',
    ),
  perMinute: price().default(0).describe('Price of a minute.'),
  unit: duration({ least: '1s', most: '60min' })
    .prefault('60s')
    .describe('A unit that has begun is paid whole: 60s, 6s, 1s.'),
  perCall: price().default(0).describe('Price of a call that was answered, beside its time.'),
});

export const rates = z
  .strictObject({
    currency: z.string().min(1).max(10).default('CNY').describe('The name or sign of the money.'),
    prices: z
      .array(rate)
      .default([])
      .describe('Of calls in one direction, by the beginning of a number; the longest one that fits holds.'),
  })
  .prefault({})
  .describe('What calls cost: `spillway report bill` reckons by it.');
