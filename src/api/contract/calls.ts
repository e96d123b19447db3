// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls were there, and what happened to one customer? The records, by pages; and what pops up when a telephone rings.

import { z } from 'zod';
import { customer, note } from './customers.js';
import { route } from './route.js';
import { direction, duration, id, instant, number, pageOf, pageQuery, timeQuery } from './values.js';

export const callRow = z.object({
  id: id(),
  contact: id().nullable(),
  direction: direction,
  calling: number().nullable(),
  called: number().nullable(),
  accessNumber: z.string().nullable(),
  accessName: z.string().nullable(),
  queue: z.string().nullable(),
  agent: z.string().nullable(),
  /** Null while it goes on; one of `DISPOSITIONS`. */
  disposition: z.string().nullable(),
  reason: z.string().nullable(),
  cause: z.number().nullable(),
  offeredAt: instant(),
  answeredAt: instant().nullable(),
  endedAt: instant().nullable(),
  request: id().nullable(),
  waitMs: duration(),
  talkMs: duration(),
  holdMs: duration(),
  recordings: z.array(z.object({ id: id(), state: z.string() })),
});
export type CallRow = z.output<typeof callRow>;

/** A leg's stay in a conversation, a flow or a queue. */
export const segment = z.object({
  contact: id(),
  call: id(),
  n: z.number(),
  leg: z.string(),
  /** ringing, flow, waiting, talking, held, consulting, parked, message. */
  kind: z.string(),
  fromAt: instant(),
  toAt: instant().nullable(),
  queue: z.string().nullable(),
  flow: z.string().nullable(),
  agent: z.string().nullable(),
  /** customer, agent, consulted, supervisor, machine. */
  role: z.string(),
  endReason: z.string().nullable(),
  actor: z.string().nullable(),
  source: z.string().nullable(),
});

export const recordingRow = z.object({
  id: id(),
  call: id(),
  kind: z.string(),
  agent: z.string().nullable(),
  queue: z.string().nullable(),
  startedAt: instant(),
  endedAt: instant().nullable(),
  durationMs: duration().nullable(),
  gapMs: duration(),
  /** recording, complete, repaired, failed. */
  state: z.string(),
  reason: z.string().nullable(),
  held: z.boolean(),
  /** Of the sound; null: it has just ended. */
  bytes: z.number().nullable(),
  sha256: z.string().nullable(),
  /** Its file is encrypted. */
  sealed: z.boolean(),
  archived: z.boolean(),
});

/** Why the call went where it went: what was asked and found, in its order. */
export const step = z.object({ type: z.string(), at: instant(), facts: z.record(z.string(), z.unknown()) });

export const timeline = z.object({
  contact: z
    .object({
      id: id(),
      direction: direction,
      number: number().nullable(),
      accessNumber: z.string().nullable(),
      customer: id().nullable(),
      language: z.string().nullable(),
      data: z.record(z.string(), z.string()),
      startedAt: instant(),
      endedAt: instant().nullable(),
      disposition: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  calls: z.array(callRow.omit({ waitMs: true, talkMs: true, holdMs: true, recordings: true })),
  legs: z.array(
    z.object({
      id: id(),
      call: id(),
      kind: z.string(),
      direction: z.string(),
      span: z.string().nullable(),
      slot: z.number().nullable(),
      station: z.string().nullable(),
      agent: z.string().nullable(),
      number: number().nullable(),
      offeredAt: instant(),
      answeredAt: instant().nullable(),
      endedAt: instant().nullable(),
      cause: z.number().nullable(),
      clearedBy: z.string().nullable(),
    }),
  ),
  segments: z.array(segment),
  recordings: z.array(recordingRow),
  wrapUpCodes: z.array(
    z.object({ call: id(), agent: z.string(), queue: z.string().nullable(), code: z.string(), at: instant() }),
  ),
  requests: z.array(z.looseObject({ id: id(), state: z.string(), queue: z.string(), due: instant() })),
  notes: z.array(note),
  /** The routing of the call that was asked for. */
  route: z.array(step),
  /** Its way through flows. */
  flow: z.array(step),
});
export type Timeline = z.output<typeof timeline>;

/** A contact that was before. */
export const interaction = z.object({
  contact: id(),
  direction: direction,
  number: number().nullable(),
  accessNumber: z.string().nullable(),
  startedAt: instant(),
  endedAt: instant().nullable(),
  disposition: z.string().nullable(),
  queue: z.string().nullable(),
  agent: z.string().nullable(),
  /** To be played by who may. */
  recordings: z.array(id()),
});
export type Interaction = z.output<typeof interaction>;

/** What an agent sees before he lifts: whose number it is, what he chose, what was promised, what was there before. */
export const pop = z.object({
  call: id(),
  contact: id(),
  number: number().optional(),
  /** Where the number is from: `江苏 南京`. */
  area: z.string().optional(),
  accessNumber: z.string().optional(),
  accessName: z.string().optional(),
  queue: z.string().optional(),
  /** What agents of that queue say to its callers. */
  script: z.string().optional(),
  waitedMs: duration().optional(),
  customer: customer.optional(),
  /** Of an unknown caller: a form filled in with what is known. */
  prefilled: z.object({ numbers: z.array(number()), language: z.string().optional() }).optional(),
  /** What he chose and keyed in in flows, and what colleagues have attached. */
  data: z.record(z.string(), z.string()),
  /** Steps that he took in flows: `menu` `2`. */
  chosen: z.array(z.object({ flow: z.string(), step: z.string(), outcome: z.string(), at: instant() })),
  promises: z.array(
    z.object({ id: id(), queue: z.string(), due: instant(), state: z.string(), note: z.string().nullable() }),
  ),
  notes: z.array(note),
  history: z.array(interaction),
  /** In one sentence each: why he comes to this agent. */
  route: z.array(step),
});
export type Pop = z.output<typeof pop>;

const callParams = z.object({ call: id().describe('A call’s id, or what it ends in.') });

export const calls = {
  list: route({
    method: 'GET',
    path: '/api/v1/calls',
    right: 'calls.read',
    summary: 'Calls, the newest first; filters narrow together.',
    query: z.object({
      ...pageQuery,
      ...timeQuery,
      number: z.string().max(40).optional(),
      agent: id().optional(),
      queue: z.string().max(64).optional(),
      lost: z.stringbool().optional(),
    }),
    response: pageOf(callRow),
  }),
  mine: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/calls',
    right: 'calls.read',
    self: 'agent',
    summary: 'The calls of an agent, the newest first.',
    params: z.object({ agent: id() }),
    query: z.object({ ...pageQuery, ...timeQuery }),
    response: pageOf(callRow),
  }),
  timeline: route({
    method: 'GET',
    path: '/api/v1/calls/:call',
    right: 'calls.read',
    summary: 'The whole contact: calls, legs, segments, promises, recordings, notes, and why it went where it went.',
    params: callParams,
    response: timeline,
  }),
  pop: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/calls/:call/pop',
    right: 'calls.read',
    self: 'agent',
    summary: 'The screen pop of a call that is offered to this agent, or that he has.',
    params: z.object({ agent: id(), call: id() }),
    response: pop,
  }),
  tryRoute: route({
    method: 'POST',
    path: '/api/v1/route/try',
    right: 'calls.read',
    summary: 'Where a call would go, and why.',
    body: z.strictObject({
      to: z.string().max(40),
      from: z.string().max(40).optional(),
      at: z.string().max(40).optional(),
      data: z.record(z.string(), z.string()).optional(),
    }),
    response: z.looseObject({}),
  }),
  report: route({
    method: 'GET',
    path: '/api/v1/reports/:name',
    right: 'calls.read',
    summary: 'A report: `day`, `week`, `month` or any time; `wave` for the showings of advertisements.',
    params: z.object({ name: z.string().regex(/^[a-z]{1,20}$/) }),
    query: z.object({
      day: z.string().max(20).optional(),
      month: z.string().max(20).optional(),
      from: z.string().max(40).optional(),
      to: z.string().max(40).optional(),
      by: z.string().max(20).optional(),
      station: z.string().max(64).optional().describe('Of the report of a wave: one access number’s callers alone.'),
    }),
    response: z.looseObject({}),
  }),
  notes: route({
    method: 'GET',
    path: '/api/v1/contacts/:contact/notes',
    right: 'customers.read',
    summary: 'What was written of a contact.',
    params: z.object({ contact: id() }),
    response: z.array(note),
  }),
  saveNote: route({
    method: 'PUT',
    path: '/api/v1/contacts/:contact/notes/mine',
    right: 'customers.change',
    summary: 'Saves one’s own note of a contact as it is typed; an empty text removes it.',
    params: z.object({ contact: id() }),
    body: z.strictObject({ text: z.string().max(4_000), customer: id().optional() }),
    response: note,
  }),
};
