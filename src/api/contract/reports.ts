// SPDX-License-Identifier: GPL-2.0-or-later
// The detail reports: each call of a time a row, by pages, or as a file.

import { z } from 'zod';
import { callRow } from './calls.js';
import { route } from './route.js';
import { id, language, pageOf, pageQuery } from './values.js';

const params = z.object({ name: z.enum(['incoming', 'outgoing']) });
const time = {
  day: z.string().max(20).optional(),
  month: z.string().max(20).optional(),
  year: z.string().max(20).optional(),
  from: z.string().max(40).optional(),
  to: z.string().max(40).optional(),
};
const only = {
  queue: z.string().max(60).optional(),
  agent: id().optional(),
  accessNumber: z.string().max(40).optional(),
};

/** A call of a detail report; `code`: what it was about by its agent's word. */
export const detailRow = callRow
  .omit({ contact: true, recordings: true })
  .extend({ code: z.string().nullable(), recordings: z.array(id()) });
export type DetailRow = z.output<typeof detailRow>;

/** Which report: fixed ones, and `custom` with its name. */
const kind = z.object({
  kind: z.enum([
    'traffic',
    'agents',
    'waits',
    'causes',
    'trunks',
    'wave',
    'bill',
    'conversion',
    'incoming',
    'outgoing',
    'custom',
  ]),
});
const DIVISIONS = ['queue', 'access-number', 'hour', 'weekday', 'day', 'week', 'month', 'agent'] as const;
const division = z.enum(DIVISIONS);
const asked = z.object({
  ...time,
  by: z
    .enum([...DIVISIONS, 'slot'])
    .optional()
    .describe('Of traffic, trunks and bill: how it is divided; `slot`: of traffic, by the advertisement that was on.'),
  ...only,
  station: z.string().max(40).optional().describe('Of a wave: callers of this access number alone.'),
  name: z.string().max(60).optional().describe('Of a custom report: which one.'),
  language: language.optional(),
});
const file = { params: kind };

/** A report that the shop has made itself; docs/reports.md has its measures. */
const customReport = z.object({
  name: z.string().regex(/^[\w-]{1,32}$/),
  title: z.string().max(100).optional(),
  measures: z.array(z.string().max(40)).min(1).max(12),
  by: z.array(division).min(1).max(2),
  where: z.string().max(1_000).optional(),
  for: z.array(z.string().max(60)).max(50).optional(),
});
export type CustomReport = z.output<typeof customReport>;

export const reports = {
  customs: route({
    method: 'GET',
    path: '/api/v1/reports/custom',
    right: 'calls.read',
    summary: 'The custom reports that he may see.',
    response: z.array(customReport),
  }),
  define: route({
    method: 'PUT',
    path: '/api/v1/reports/custom/:name',
    right: 'reports.define',
    summary: 'Saves a custom report, new or in place of the one of this name.',
    params: z.object({ name: z.string().max(32) }),
    body: customReport.omit({ name: true }),
    response: z.looseObject({}),
  }),
  forget: route({
    method: 'DELETE',
    path: '/api/v1/reports/custom/:name',
    right: 'reports.define',
    summary: 'Removes a custom report.',
    params: z.object({ name: z.string().max(32) }),
    response: z.looseObject({}),
  }),
  show: route({
    method: 'GET',
    path: '/api/v1/reports/:kind/table',
    right: 'calls.read',
    summary:
      'A report as a table in words; `answer`: the figures that it was made of, where it is not a list of calls.',
    params: kind,
    query: asked,
    response: z.object({
      title: z.string(),
      notes: z.array(z.string()),
      headings: z.array(z.string()),
      rows: z.array(z.array(z.union([z.string(), z.number()]))),
      shares: z
        .object({ columns: z.array(z.number()), rows: z.array(z.number()) })
        .optional()
        .describe('Which columns, and the figures of which rows, are shares from 0 to 1: read in per cent.'),
      more: z.boolean().describe('There are rows that are not shown here.'),
      answer: z.unknown(),
    }),
  }),
  document: route({
    method: 'GET',
    path: '/api/v1/reports/:kind/document',
    right: 'reports.export',
    summary: 'A report as a file: CSV of any length, or an Excel workbook of at most 100,000 rows. Noted in the audit.',
    ...file,
    query: asked.extend({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
    media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  }),
  paper: route({
    method: 'GET',
    path: '/api/v1/reports/:kind/paper',
    right: 'reports.print',
    summary: 'A report for paper (PDF), of at most 2,000 rows. Noted in the audit.',
    ...file,
    query: asked,
    media: 'application/pdf',
  }),
  calls: route({
    method: 'GET',
    path: '/api/v1/reports/:name/calls',
    right: 'calls.read',
    summary:
      'A detail report: the calls that came (`incoming`), or that were made (`outgoing`), in the order of their offer.',
    params,
    query: z.object({ ...pageQuery, ...time, ...only }),
    response: pageOf(detailRow),
  }),
  file: route({
    method: 'GET',
    path: '/api/v1/reports/:name/calls.csv',
    right: 'reports.export',
    summary:
      'The same as a CSV file, however long it is; `excel=true` keeps telephone numbers whole there. Noted in the audit.',
    params,
    query: z.object({ ...time, ...only, excel: z.stringbool().optional(), language: language.optional() }),
    media: 'text/csv',
  }),
};
