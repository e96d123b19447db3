// SPDX-License-Identifier: GPL-2.0-or-later
// What else is on an agent's and an owner's desk? Search, today's page, messages between staff, voicemail.

import { z } from 'zod';
import { customer } from './customers.js';
import { route } from './route.js';
import { colleague, dayFigures, opening } from './standing.js';
import { agentParams, bilingual, duration, id, instant, number } from './values.js';

export const staffMessage = z.object({
  id: z.number(),
  from: id(),
  fromName: z.string(),
  /** A person, or `queue:NAME`: all of its agents. */
  to: z.string(),
  toName: z.string(),
  text: z.string(),
  at: instant(),
  readAt: instant().optional(),
});
export type StaffMessage = z.output<typeof staffMessage>;

export const messages = {
  list: route({
    method: 'GET',
    path: '/api/v1/messages',
    right: 'signedIn',
    summary: 'Messages to and from oneself, the newest first; those that came while one was away among them.',
    query: z.object({
      before: z.coerce.number().int().optional(),
      most: z.coerce.number().int().min(1).max(200).default(50),
      with: id().optional(),
    }),
    response: z.object({ rows: z.array(staffMessage), unread: z.number() }),
  }),
  receivers: route({
    method: 'GET',
    path: '/api/v1/messages/receivers',
    right: 'signedIn',
    summary: 'To whom one can write: everybody else of the shop, and the queues that have agents.',
    response: z.array(z.object({ to: z.string(), name: z.string(), role: z.string().optional() })),
  }),
  send: route({
    method: 'POST',
    path: '/api/v1/messages',
    right: 'signedIn',
    idempotent: true,
    summary: 'Writes to a colleague, or to the agents of a queue (`queue:NAME`); who is away has it when he comes.',
    body: z.strictObject({ to: z.string().min(1).max(80), text: z.string().min(1).max(2_000) }),
    response: z.array(staffMessage),
  }),
  read: route({
    method: 'POST',
    path: '/api/v1/messages/read',
    right: 'signedIn',
    summary: 'Read, up to this one.',
    body: z.strictObject({ upTo: z.int() }),
    response: z.object({ unread: z.number() }),
  }),
};

export const search = {
  search: route({
    method: 'GET',
    path: '/api/v1/search',
    right: 'signedIn',
    summary: 'Anything by a few letters or digits: customers, colleagues, and (by right) calls of a number, callbacks.',
    query: z.object({ what: z.string().min(1).max(80), most: z.coerce.number().int().min(1).max(20).default(8) }),
    response: z.object({
      customers: z.array(customer),
      colleagues: z.array(colleague),
      calls: z.array(
        z.object({
          id: id(),
          number: number().nullable(),
          at: instant(),
          disposition: z.string().nullable(),
          direction: z.string(),
        }),
      ),
      callbacks: z.array(
        z.object({ id: id(), number: number(), queue: z.string(), due: instant(), state: z.string() }),
      ),
    }),
  }),
};

const figure = z.object({
  now: z.number(),
  yesterday: z.number().nullable(),
  weekAgo: z.number().nullable(),
  target: z.number().nullable(),
});
export const today = {
  today: route({
    method: 'GET',
    path: '/api/v1/today',
    right: 'calls.read',
    summary: 'The day of the shop so far beside yesterday and the same day a week ago, up to the same time.',
    response: z.object({
      at: instant(),
      day: dayFigures,
      offered: figure,
      answered: figure,
      answeredShare: figure,
      serviceLevel: figure,
      captured: figure,
      callbacksMade: figure,
      callbacksKept: figure,
      abandoned: figure,
      /** Calls by hour of the day and access number (the television station). */
      byAccessNumber: z.array(
        z.object({ number: z.string(), name: z.string().optional(), hours: z.array(z.number()).length(24) }),
      ),
      agents: z.array(
        z.looseObject({ agent: id(), name: z.string(), handled: z.number(), talk: z.number(), signedIn: z.number() }),
      ),
      /** What went wrong. */
      alarms: z.array(
        z.object({
          code: z.string(),
          subject: z.string(),
          at: instant(),
          clearedAt: instant().nullable(),
          severity: z.string(),
          text: bilingual.optional().describe('In words, where this version knows the code.'),
        }),
      ),
      failedCallbacks: z.record(z.string(), z.number()),
      hours: z.array(opening),
    }),
  }),
};

const teamHour = z.object({ handled: z.number(), talk: duration(), results: z.number() });
export const team = {
  team: route({
    method: 'GET',
    path: '/api/v1/team',
    right: 'calls.read',
    summary:
      'How each agent sells today, hour by hour: calls, talk, and results, which are calls with a wrap-up code: with `code`, or with any.',
    query: z.object({ code: z.string().max(64).optional() }),
    response: z.object({
      at: instant(),
      /** When each hour of the day so far begins. */
      hours: z.array(instant()),
      /** That were said today, the most frequent first. */
      codes: z.array(z.string()),
      agents: z.array(
        teamHour.extend({
          agent: id(),
          name: z.string(),
          signedIn: duration(),
          codes: z.record(z.string(), z.number()),
          /** Per hour that he was signed in. */
          resultsPerHour: z.number(),
          hours: z.array(teamHour),
        }),
      ),
    }),
  }),
};

/** A box, with how many of its messages are new, heard and saved, and how many it takes. */
export const mailbox = z.looseObject({
  box: z.string(),
  new: z.number(),
  heard: z.number(),
  saved: z.number(),
  quota: z.number(),
});
export type Mailbox = z.output<typeof mailbox>;

/** A message of a caller. */
export const mailboxMessage = z.looseObject({
  id: id(),
  box: z.string(),
  state: z.string(),
  at: instant(),
  durationMs: z.number(),
  number: number().nullish(),
});
export type MailboxMessage = z.output<typeof mailboxMessage>;
export const voicemail = {
  mine: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/voicemail',
    right: 'messages.read',
    self: 'agent',
    summary: 'Messages in the boxes that he hears.',
    params: agentParams,
    response: z.object({ boxes: z.array(mailbox), messages: z.array(mailboxMessage) }),
  }),
  change: route({
    method: 'POST',
    path: '/api/v1/agents/:agent/voicemail/:message/:action',
    right: 'messages.change',
    self: 'agent',
    summary: 'Heard, new again, saved, deleted, sent on to another box (`to`).',
    params: z.object({ agent: id(), message: id(), action: z.enum(['new', 'heard', 'save', 'delete', 'forward']) }),
    body: z.strictObject({ to: z.string().max(80).optional() }).optional(),
    response: z.looseObject({}),
  }),
  sound: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/voicemail/:message/sound',
    right: 'messages.read',
    self: 'agent',
    summary: 'What was said.',
    params: z.object({ agent: id(), message: id() }),
    media: 'audio/wav',
  }),
};
