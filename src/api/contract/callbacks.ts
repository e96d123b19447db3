// SPDX-License-Identifier: GPL-2.0-or-later
// Which promises are open, and whose are they? And how does a web page ask for one?

import { z } from 'zod';
import { route } from './route.js';
import { id, instant, number, pageOf, pageQuery } from './values.js';

export const attempt = z.object({
  id: id(),
  startedAt: instant(),
  endedAt: instant().nullable(),
  agent: z.string().nullable(),
  outcome: z.string().nullable(),
  cause: z.number().nullable(),
});

export const callback = z.object({
  id: id(),
  number: number(),
  queue: z.string(),
  agent: z.string().nullable(),
  promised: z.boolean(),
  /** surge, queue, abandoned, message, command, import. */
  origin: z.string(),
  grade: z.number(),
  createdAt: instant(),
  enqueuedAt: instant(),
  due: instant(),
  expiresAt: instant(),
  captures: z.number(),
  attempts: z.number(),
  /** open, leased, committing, dialling, confirming, connecting, completed, served, givenUp. */
  state: z.string(),
  leaseOwner: z.string().nullable(),
  lastOutcome: z.string().nullable(),
  reason: z.string().nullable(),
  closedAt: instant().nullable(),
  accessNumber: z.string().nullable(),
  note: z.string().nullable(),
  attemptList: z.array(attempt),
});
export type Callback = z.output<typeof callback>;

/** What people write of one; times as people say them: `15:00`, `2026-12-01 15:00`. */
export const asked = {
  queue: z.string().max(64).optional(),
  agent: z.string().max(32).optional(),
  at: z.string().max(40).optional(),
  until: z.string().max(40).optional(),
  note: z.string().max(500).optional(),
};

export const callbacks = {
  list: route({
    method: 'GET',
    path: '/api/v1/callbacks',
    right: 'callbacks.read',
    summary: 'Open promises, those who have waited longest first; with `all`, closed ones too.',
    query: z.object({ ...pageQuery, all: z.stringbool().optional(), queue: z.string().max(64).optional() }),
    response: pageOf(callback),
  }),
  mine: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/callbacks',
    right: 'callbacks.read',
    self: 'agent',
    summary: 'Open promises that are an agent’s own, or anybody’s of his queues: his own first, then by their order.',
    params: z.object({ agent: id() }),
    response: z.array(callback),
  }),
  create: route({
    method: 'POST',
    path: '/api/v1/callbacks/new',
    right: 'callbacks.change',
    idempotent: true,
    summary: 'Makes a promise by hand.',
    body: z.strictObject({
      number: z.string().max(40),
      ...asked,
      priority: z.int().min(-100).max(100).optional(),
      promised: z.boolean().optional(),
      accessNumber: z.string().max(40).optional(),
    }),
    response: z.looseObject({}),
  }),
  change: route({
    method: 'PATCH',
    path: '/api/v1/callbacks/:request',
    right: 'callbacks.change',
    summary: 'Gives it to another queue or agent (`""`: anybody), another time, a note.',
    params: z.object({ request: id() }),
    body: z.strictObject(asked),
    response: z.looseObject({}),
  }),
  cancel: route({
    method: 'DELETE',
    path: '/api/v1/callbacks/:request',
    right: 'callbacks.change',
    summary: 'Gives it up.',
    params: z.object({ request: id() }),
  }),
  /** For web pages of the shop: see docs/api.md. */
  ask: route({
    method: 'POST',
    path: '/api/v1/callbacks',
    right: 'public',
    summary:
      'A visitor of the shop’s web page asks to be called: a token signed by the shop’s server, from an origin of `web.callbacks.origins`; limits for each number and address.',
    body: z.strictObject({
      number: z.string().min(3).max(40),
      token: z.string().max(500),
      at: z.string().max(40).optional(),
      note: z.string().max(200).optional(),
    }),
    response: z.object({ request: id(), merged: z.boolean() }),
  }),
};
