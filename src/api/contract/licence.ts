// SPDX-License-Identifier: GPL-2.0-or-later
// What does the yearly review of the licence want? Each call from and to the exchange, in its form.

import { z } from 'zod';
import { route } from './route.js';
import { language } from './values.js';

export const licence = {
  file: route({
    method: 'GET',
    path: '/api/v1/licence-review.csv',
    right: 'reports.export',
    summary:
      'Calls of a time (this year, unless one is said) as the yearly licence review wants them: both numbers, start to the second, duration, type, result. Noted in the audit.',
    query: z.object({
      month: z.string().max(20).optional(),
      year: z.string().max(20).optional(),
      from: z.string().max(40).optional(),
      to: z.string().max(40).optional(),
      language: language.optional(),
    }),
    media: 'text/csv',
  }),
};
