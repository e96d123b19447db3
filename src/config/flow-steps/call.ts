// SPDX-License-Identifier: GPL-2.0-or-later
// Step `call`: a program's function.

import { z } from 'zod';
import { name } from '../values.js';
import { failed, onward } from './next.js';
import { value } from './said.js';

export const call = z.strictObject({
  call: name().describe('A function that a program has given to the box.'),
  into: value().describe('The value that keeps what it gives.').exactOptional(),
  next: onward(),
  failed: failed(),
});
