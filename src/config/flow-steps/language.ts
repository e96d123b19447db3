// SPDX-License-Identifier: GPL-2.0-or-later
// Step `language`: what he hears from now on.

import { z } from 'zod';
import { onward } from './next.js';

export const language = z.strictObject({
  language: z.enum(['zh-CN', 'en']).describe('What he hears from now on.'),
  next: onward(),
});
