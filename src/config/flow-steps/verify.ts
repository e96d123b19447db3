// SPDX-License-Identifier: GPL-2.0-or-later
// Step `verify`: is he the customer whose number he keyed in? By his PIN.

import { z } from 'zod';
import { count } from '../values.js';
import { next, onward } from './next.js';
import { value } from './said.js';

export const verify = z.strictObject({
  verify: value().describe('The value with the customer’s id, or a number of his.'),
  pin: value().describe('The value with his PIN; collect it with `mask`.'),
  into: value().default('customer').describe('The value that keeps his id when the PIN is right.'),
  attempts: count(1).max(9).default(3).describe('After so many wrong PINs in a call: `fallback`.'),
  wrong: next().describe('Where he goes on whose PIN is wrong, until then; default: `fallback`.').exactOptional(),
  locked: next()
    .describe('Where he goes on who is locked out after wrong PINs (`access`); default: `fallback`.')
    .exactOptional(),
  next: onward(),
});
