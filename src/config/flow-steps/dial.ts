// SPDX-License-Identifier: GPL-2.0-or-later
// Step `dial`: the agent or telephone whose number he keyed in is rung.

import { z } from 'zod';
import { failed } from './next.js';
import { value } from './said.js';

export const dial = z.strictObject({
  dial: value().describe('The value with the id of an agent, or the number of a station: it is rung, nothing outside.'),
  failed: failed(),
});
