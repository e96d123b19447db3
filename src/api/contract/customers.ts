// SPDX-License-Identifier: GPL-2.0-or-later
// Who is the customer, and what was written of him?

import { z } from 'zod';
import { route } from './route.js';
import { id, instant, language, number } from './values.js';

/** Written while they talk: one for each contact and who wrote it. */
export const note = z.object({
  contact: id(),
  by: z.string(),
  byName: z.string(),
  text: z.string(),
  at: instant(),
});
export type Note = z.output<typeof note>;

export const customerFields = z.strictObject({
  name: z.string().max(200),
  numbers: z.array(z.string().max(40)).max(20),
  /** How he is addressed: `王女士`. */
  address: z.string().max(200).optional(),
  /** 0 is usual; the higher, the more important. */
  grade: z.int().min(0).max(9).optional(),
  owner: id().optional(),
  deputy: id().optional(),
  /** The queue whose agents know him. */
  group: z.string().max(64).optional(),
  language: language.optional(),
});

export const customer = z.object({
  id: id(),
  name: z.string(),
  numbers: z.array(number()),
  address: z.string().optional(),
  grade: z.number(),
  owner: z.string().optional(),
  deputy: z.string().optional(),
  group: z.string().optional(),
  language: language.optional(),
  lastContactAt: instant().optional(),
  /** Give it back as `If-Match` to change him. */
  etag: z.string(),
});
export type Customer = z.output<typeof customer>;

const customerParams = z.object({ customer: id() });

export const customers = {
  find: route({
    method: 'GET',
    path: '/api/v1/customers',
    right: 'customers.read',
    summary: 'By a number, an id or a part of the name; without `what` a page of all (right `customers.files`).',
    query: z.object({
      what: z.string().min(1).max(80).optional(),
      after: z.string().max(200).optional(),
      most: z.coerce.number().int().min(1).max(500).default(50),
    }),
    response: z.object({ rows: z.array(customer), next: z.string().optional(), all: z.number().optional() }),
  }),
  get: route({
    method: 'GET',
    path: '/api/v1/customers/:customer',
    right: 'customers.read',
    etag: 'gives',
    summary: 'One customer.',
    params: customerParams,
    response: customer,
  }),
  put: route({
    method: 'PUT',
    path: '/api/v1/customers/:customer',
    right: 'customers.change',
    etag: 'wants',
    summary: 'Makes him known (`If-None-Match: *`), or changes him (`If-Match`); 409 brings what stands now.',
    params: customerParams,
    body: customerFields,
    response: customer.extend({ hints: z.array(z.string()) }),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/v1/customers/:customer',
    right: 'customers.files',
    summary: 'Forgets him; his contacts stay in the records.',
    params: customerParams,
  }),
  history: route({
    method: 'GET',
    path: '/api/v1/customers/:customer/history',
    right: 'customers.read',
    summary: 'The last contacts with him (or with a number), the newest first.',
    params: customerParams,
    query: z.object({ most: z.coerce.number().int().min(1).max(100).default(10) }),
    response: z.array(
      z.looseObject({
        contact: id(),
        startedAt: instant(),
        endedAt: instant().nullable(),
        direction: z.string(),
        number: number().nullable(),
        accessNumber: z.string().nullable(),
        disposition: z.string().nullable(),
        queue: z.string().nullable(),
        agent: z.string().nullable(),
        recordings: z.array(id()),
      }),
    ),
  }),
  notes: route({
    method: 'GET',
    path: '/api/v1/customers/:customer/notes',
    right: 'customers.read',
    summary: 'What was written of his contacts, the newest first.',
    params: customerParams,
    response: z.array(note),
  }),
  export: route({
    method: 'GET',
    path: '/api/v1/customers.csv',
    right: 'customers.files',
    summary: 'All customers as CSV, as `spillway customers export` writes it.',
    media: 'text/csv; charset=utf-8',
  }),
  import: route({
    method: 'POST',
    path: '/api/v1/customers.csv',
    right: 'customers.files',
    summary:
      'Takes in a CSV file (`text/csv`, at most 16 MiB), all or nothing; `replace` removes those whom it does not name.',
    query: z.object({ replace: z.stringbool().optional() }),
    body: z.string().max(16_777_216),
    response: z.object({
      taken: z.number(),
      of: z.number(),
      added: z.number().optional(),
      changed: z.number().optional(),
      removed: z.number().optional(),
      hints: z.array(z.string()).optional(),
      wrong: z.number().optional(),
      problems: z.array(z.looseObject({ line: z.number() })).optional(),
    }),
  }),
};
