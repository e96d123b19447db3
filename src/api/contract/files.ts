// SPDX-License-Identifier: GPL-2.0-or-later
// Agents and lists of numbers as CSV files: out, edited, and in again.

import { z } from 'zod';
import { route } from './route.js';
import { bilingual, id } from './values.js';

const LARGEST = 1_000_000;
const MEDIA = 'text/csv; charset=utf-8';
const list = z.object({ list: z.enum(['blocked', 'doNotCall']) });
const form = z.object({ excel: z.stringbool().optional().describe('With a byte order mark, numbers whole in Excel.') });
const query = z.object({
  replace: z.stringbool().optional().describe('What the file does not name is taken away.'),
});

/** All rows hold, or none: `wrong` says how many things are wrong, `problems` the first of them by their lines. */
const taken = {
  taken: z.number().describe('Rows that were read.'),
  of: z.number(),
  wrong: z.number().optional(),
  problems: z.array(z.object({ line: z.number(), says: bilingual })).optional(),
};

export const files = {
  exportAgents: route({
    method: 'GET',
    path: '/api/v1/staff/agents.csv',
    right: 'people.manage',
    summary: 'All agents as CSV: id, name, queues, skills; no PINs. As `spillway agents export` writes it.',
    query: form,
    media: MEDIA,
  }),
  importAgents: route({
    method: 'POST',
    path: '/api/v1/staff/agents.csv',
    right: 'people.manage',
    summary:
      'Takes in a CSV file of agents (`text/csv`), all or nothing; what it has no column for stays. `passwords`: first ones of new agents, told this once.',
    query,
    body: z.string().max(LARGEST),
    response: z.object({
      ...taken,
      added: z.array(id()).optional(),
      changed: z.array(id()).optional(),
      removed: z.array(id()).optional(),
      passwords: z.array(z.object({ agent: id(), password: z.string() })).optional(),
    }),
  }),
  exportNumbers: route({
    method: 'GET',
    path: '/api/v1/numbers/:list/csv',
    right: 'numbers.read',
    summary: 'A list’s numbers as CSV, but for those of the file of settings. Needs `numbers.see`.',
    params: list,
    query: form,
    media: MEDIA,
  }),
  importNumbers: route({
    method: 'POST',
    path: '/api/v1/numbers/:list/csv',
    right: 'numbers.change',
    summary: 'Takes in a CSV file of numbers (`text/csv`): number, reason, until; all or nothing.',
    params: list,
    query,
    body: z.string().max(LARGEST),
    response: z.object({
      ...taken,
      added: z.number().optional(),
      changed: z.number().optional(),
      removed: z.number().optional(),
    }),
  }),
};
