// SPDX-License-Identifier: GPL-2.0-or-later
// Leads: one for each number that came, by calls and by the shop's web pages.

import { z } from 'zod';
import { route } from './route.js';
import { id, instant, language, number, pageOf, pageQuery, timeQuery } from './values.js';

const state = z.enum(['open', 'promised', 'talked', 'won']);

const lead = z.object({
  /** Null: withheld; each of these calls is a lead of its own. */
  number: number().nullable(),
  customer: z.string().nullable(),
  customerName: z.string().nullable(),
  state,
  firstAt: instant(),
  lastAt: instant(),
  calls: z.number(),
  answered: z.number(),
  abandoned: z.number(),
  webRequests: z.number(),
  address: z.string().nullable(),
  page: z.string().nullable(),
  note: z.string().nullable(),
  accessNumber: z.string().nullable(),
  accessName: z.string().nullable(),
  call: id().nullable(),
  request: id().nullable(),
  talkedAt: instant().nullable(),
  agent: z.string().nullable(),
  code: z.string().nullable(),
});
export type Lead = z.output<typeof lead>;

const asked = {
  ...timeQuery,
  number: z.string().max(40).optional(),
  state: state.optional(),
  accessNumber: z.string().max(40).optional().describe('Who dialled it in the time; its number, or its name.'),
};

export const leads = {
  list: route({
    method: 'GET',
    path: '/api/v1/leads',
    right: 'calls.read',
    summary:
      'Who came in a time (default: 30 days), by a call or a web page, one lead for each number, by when he came last. `open`: nobody has talked with him since; `promised`: a callback is; `talked`; `won`: his last wrap-up code is a sale.',
    query: z.object({ ...pageQuery, ...asked }),
    response: pageOf(lead),
  }),
  file: route({
    method: 'GET',
    path: '/api/v1/leads.csv',
    right: 'reports.export',
    summary: 'The same as CSV, all of them, with everything that is known. Noted in the audit.',
    query: z.object({ ...asked, language: language.optional(), excel: z.stringbool().optional() }),
    media: 'text/csv',
  }),
};
