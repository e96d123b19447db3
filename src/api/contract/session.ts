// SPDX-License-Identifier: GPL-2.0-or-later
// Who sits here, and what may he do? Signing in to the console and out of it; it is not the sign-in at a telephone.

import { z } from 'zod';
import { callback } from './callbacks.js';
import { callRow } from './calls.js';
import { staffMessage } from './desk.js';
import { ownFigures } from './line.js';
import { RIGHT_NAMES, route } from './route.js';
import { id, instant, language } from './values.js';

/** Who is signed in. */
export const me = z.object({
  id: id(),
  name: z.string(),
  role: z.string().describe('agent, supervisor, administrator, or one of `roles:`.'),
  rights: z.array(z.enum(RIGHT_NAMES)),
  /** He answers calls: `/api/v1/agents/{id}/...` is his. */
  isAgent: z.boolean(),
  queues: z.array(z.string()),
  /** Whose agents his commands reach; undefined: everybody. */
  supervises: z.array(z.string()).optional(),
  /** Where he is signed in now, and where he usually sits. */
  station: z.string().optional(),
  usualStation: z.string().optional(),
  /** Numbers come as 138****5678. */
  masked: z.boolean(),
  /** Of the console; his own choice, else the shop's. */
  language: language,
  theme: z.enum(['light', 'dark', 'system']),
  /** The shop's. */
  zone: z.string(),
  /** When the session ends unless he does something. */
  expiresAt: instant(),
  /** He must set a password of his own first. */
  mustChangePassword: z.boolean(),
});
export type Me = z.output<typeof me>;

export const password = z.string().min(8).max(128);

export const session = {
  signIn: route({
    method: 'POST',
    path: '/api/v1/session',
    right: 'public',
    summary: 'Signs in; the answer sets the session cookie. 401 for a wrong one, 423 while locked out.',
    body: z.strictObject({ id: id(), password: z.string().min(1).max(128) }),
    response: me,
  }),
  me: route({
    method: 'GET',
    path: '/api/v1/session',
    right: 'signedIn',
    summary: 'Who is signed in, and what he may do.',
    response: me,
  }),
  start: route({
    method: 'GET',
    path: '/api/v1/session/start',
    right: 'signedIn',
    summary:
      'All that the console shows when it is opened, at once; what cannot be read now is missing. Of who must set a password first: who he is, alone.',
    response: z.object({
      me,
      views: z.record(z.string(), z.unknown()),
      /** Who of the house answers no calls, by name: those who do are the colleagues of the live stream. */
      people: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
      messages: z.object({ rows: z.array(staffMessage), unread: z.number() }).optional(),
      /** Of who answers calls: what he has done today, his last calls, the promises that wait for him. */
      figures: ownFigures.optional(),
      calls: z.array(callRow).optional(),
      callbacks: z.array(callback).optional(),
    }),
  }),
  signOut: route({ method: 'DELETE', path: '/api/v1/session', right: 'signedIn', summary: 'Ends the session.' }),
  others: route({
    method: 'DELETE',
    path: '/api/v1/session/others',
    right: 'signedIn',
    summary: 'Ends all other sessions of the same person.',
    response: z.object({ ended: z.int() }),
  }),
  setPassword: route({
    method: 'PUT',
    path: '/api/v1/session/password',
    right: 'signedIn',
    summary: 'Sets one’s own password; all other sessions of his end.',
    body: z.strictObject({ old: z.string().max(128), new: password }),
  }),
  prefer: route({
    method: 'PUT',
    path: '/api/v1/session/preferences',
    right: 'signedIn',
    summary: 'Language and looks of the console, for this person wherever he signs in.',
    body: z.strictObject({
      language: language.optional(),
      theme: z.enum(['light', 'dark', 'system']).optional(),
    }),
    response: me,
  }),
  views: route({
    method: 'GET',
    path: '/api/v1/views',
    right: 'signedIn',
    summary: 'What the console has saved for this person: filters, columns, keys, address book.',
    response: z.record(z.string(), z.unknown()),
  }),
  saveView: route({
    method: 'PUT',
    path: '/api/v1/views/:name',
    right: 'signedIn',
    summary: 'Saves one of them, at most 64 KiB of JSON; null removes it.',
    params: z.object({ name: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) }),
    body: z.strictObject({ value: z.unknown() }),
  }),
};

export const health = {
  health: route({
    method: 'GET',
    path: '/api/v1/health',
    right: 'public',
    summary:
      'Whether web process and box are well: `degraded` while a major or critical alarm stands, 503 while no box answers.',
    response: z.object({ status: z.enum(['ok', 'degraded', 'boxDown']), version: z.string(), since: instant() }),
  }),
};

/** Programs that work for the shop: each with a token of its own and scopes. */
export const program = z.object({
  id: id(),
  name: z.string(),
  scopes: z.array(z.enum(RIGHT_NAMES)),
  createdAt: instant(),
  createdBy: z.string(),
  lastUsedAt: instant().optional(),
  expiresAt: instant().optional(),
});
export const programs = {
  list: route({
    method: 'GET',
    path: '/api/v1/programs',
    right: 'people.manage',
    summary: 'Programs that may ask, with their scopes; never their tokens.',
    response: z.array(program),
  }),
  add: route({
    method: 'POST',
    path: '/api/v1/programs',
    right: 'people.manage',
    summary: 'Makes a bearer token for a program; it is told this once. It can do no more than who makes it.',
    body: z.strictObject({
      name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/),
      scopes: z.array(z.enum(RIGHT_NAMES)).min(1),
      days: z.int().min(1).max(1_000).optional(),
    }),
    response: program.extend({ token: z.string() }),
  }),
  remove: route({
    method: 'DELETE',
    path: '/api/v1/programs/:id',
    right: 'people.manage',
    summary: 'Its token is worth nothing from now on.',
    params: z.object({ id: id() }),
  }),
};
