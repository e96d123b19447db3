// SPDX-License-Identifier: GPL-2.0-or-later
// Judged talks, by reviewers and for their agents; what is known of a person, and his erasure.

import { z } from 'zod';
import { route } from './route.js';
import { agentParams, direction, done, duration, id, instant, number, timeQuery } from './values.js';

const question = z.object({
  id: z.string(),
  text: z.string(),
  points: z.number(),
  weight: z.number(),
  /** Without all its points a call has not passed. */
  must: z.boolean(),
});
const form = z.object({ name: z.string(), pass: z.number(), questions: z.array(question) });
export type ReviewForm = z.output<typeof form>;

/** Points by question. */
const answers = z.record(z.string().max(32), z.number().int().min(0).max(100));

const review = z.object({
  ...{ id: id(), recording: id(), call: id(), agent: z.string(), queue: z.string().nullable(), form: z.string() },
  questions: z.array(question),
  answers,
  /** 0 to 100. */
  score: z.number(),
  passed: z.boolean(),
  reviewer: z.string(),
  comment: z.string(),
  /** Made to compare reviewers; the agent does not see it. */
  calibration: z.boolean(),
  at: instant(),
  publishedAt: instant().nullable(),
  seenAt: instant().nullable(),
  /** What the agent says to it. */
  reply: z.string().nullable(),
  repliedAt: instant().nullable(),
});
export type Review = z.output<typeof review>;

const mean = { reviews: z.number(), score: z.number(), passed: z.number() };
const note = z.object({
  ...{ id: id(), agent: z.string(), review: id().nullable(), text: z.string(), by: z.string(), at: instant() },
});

export const quality = {
  forms: route({
    method: 'GET',
    path: '/api/v1/quality/forms',
    right: 'quality.review',
    summary: 'The forms of the file.',
    response: z.array(form),
  }),
  worklist: route({
    method: 'GET',
    path: '/api/v1/quality/worklist',
    right: 'quality.review',
    summary: 'Talks that the rules of the file want judged and nobody has, the newest first; default: of 14 days.',
    query: z.object({ since: timeQuery.since }),
    response: z.array(
      z.object({
        ...{ recording: id(), call: id(), agent: z.string(), queue: z.string().nullable(), startedAt: instant() },
        ...{ durationMs: duration().nullable(), direction, number: number().nullable() },
        ...{ accessNumber: z.string().nullable(), customer: z.string().nullable() },
        ...{ agentSince: instant(), surveyed: z.number().nullable(), rule: z.string(), form: z.string() },
      }),
    ),
  }),
  reviews: route({
    method: 'GET',
    path: '/api/v1/quality/reviews',
    right: 'quality.review',
    summary: 'Reviews, the newest first.',
    query: z.object({ ...timeQuery, agent: id().optional(), recording: id().optional() }),
    response: z.array(review),
  }),
  mine: route({
    method: 'GET',
    path: '/api/v1/agents/:agent/reviews',
    right: 'quality.review',
    self: 'agent',
    summary: 'Reviews of an agent that he may see, the newest first, and what was agreed with him.',
    params: agentParams,
    query: z.object(timeQuery),
    response: z.object({ reviews: z.array(review), notes: z.array(note) }),
  }),
  review: route({
    method: 'POST',
    path: '/api/v1/recordings/:recording/reviews',
    right: 'quality.review',
    summary:
      'Judges a talk by a form. `publish`: its agent sees it at once; `calibration`: it compares reviewers, and he never does.',
    params: z.object({ recording: id() }),
    body: z.strictObject({
      form: z.string().max(64).optional(),
      answers,
      comment: z.string().max(4_000).optional(),
      calibration: z.boolean().optional(),
      publish: z.boolean().optional(),
    }),
    response: z.object({ id: id(), recording: id(), agent: z.string(), score: z.number(), passed: z.boolean() }),
    idempotent: true,
  }),
  publish: route({
    method: 'POST',
    path: '/api/v1/quality/reviews/:review/publish',
    right: 'quality.review',
    summary: 'From now on its agent sees it.',
    params: z.object({ review: id() }),
    response: done,
  }),
  reply: route({
    method: 'POST',
    path: '/api/v1/agents/:agent/reviews/:review/reply',
    right: 'quality.review',
    self: 'agent',
    summary: 'The agent has read it, and says something to it, or nothing.',
    params: agentParams.extend({ review: id() }),
    body: z.strictObject({ text: z.string().max(4_000).optional() }),
    response: done,
  }),
  trends: route({
    method: 'GET',
    path: '/api/v1/quality/trends',
    right: 'quality.review',
    summary: 'Means by agent, by question (the weakest first) and by month.',
    query: z.object({ ...timeQuery, agent: id().optional() }),
    response: z.object({
      all: z.object(mean),
      agents: z.array(z.object({ agent: z.string(), ...mean })),
      questions: z.array(
        z.object({
          ...{ form: z.string(), question: z.string(), text: z.string(), reviews: z.number() },
          /** Of 100. */
          reached: z.number(),
        }),
      ),
      months: z.array(z.object({ month: z.string(), agent: z.string(), ...mean })),
    }),
  }),
  calibration: route({
    method: 'GET',
    path: '/api/v1/quality/calibration',
    right: 'quality.review',
    summary: 'How far reviewers of one talk are from each other, by question.',
    query: z.object({ ...timeQuery, recording: id().optional() }),
    response: z.array(
      z.object({
        recording: id(),
        form: z.string(),
        reviewers: z.array(z.object({ reviewer: z.string(), score: z.number(), passed: z.boolean() })),
        apart: z.number(),
        agreed: z.boolean(),
        questions: z.array(
          z.object({
            ...{ question: z.string(), text: z.string(), points: z.array(z.number().nullable()), apart: z.number() },
          }),
        ),
      }),
    ),
  }),
  note: route({
    method: 'POST',
    path: '/api/v1/agents/:agent/coaching',
    right: 'quality.review',
    summary: 'Keeps what was agreed with an agent; he sees it.',
    params: agentParams,
    body: z.strictObject({ text: z.string().min(1).max(4_000), review: id().optional() }),
    response: z.object({ id: id() }),
    idempotent: true,
  }),
};

const asked = z.strictObject({ number: z.string().min(3).max(40) });
const traces = z.record(z.string(), z.number());
const looked = z.array(
  z.object({ at: instant(), actor: z.string().nullable(), what: z.string(), subject: z.string() }),
);

/** By POST: a number stands in no address, and so in no log of a proxy. */
export const personal = {
  find: route({
    method: 'POST',
    path: '/api/v1/personal/find',
    right: 'personal.manage',
    summary: 'All that is known of a number: how many rows of each kind, and who has looked at them.',
    body: asked,
    response: z.object({
      number: number(),
      forms: z.array(number()),
      traces,
      calls: z.number(),
      open: traces,
      looked,
    }),
  }),
  export: route({
    method: 'POST',
    path: '/api/v1/personal/export',
    right: 'personal.manage',
    summary: 'A copy of all that is known of a number, for him whose it is.',
    body: asked,
    response: z.looseObject({ number: number(), traces, contacts: z.array(z.looseObject({})), looked }),
  }),
  erase: route({
    method: 'POST',
    path: '/api/v1/personal/erase',
    right: 'personal.manage',
    summary:
      'Puts `erased-N` in the place of a number everywhere, and deletes the recordings of its calls. There is no way back.',
    body: asked.extend({ reason: z.string().min(1).max(200) }),
    response: z.object({ name: z.string(), erased: traces }),
  }),
  erasures: route({
    method: 'GET',
    path: '/api/v1/personal/erasures',
    right: 'personal.manage',
    summary: 'What was erased, when and by whom; the last first.',
    response: z.array(z.object({ name: z.string(), at: instant(), by: z.string(), reason: z.string() })),
  }),
};
