// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about judging calls? Forms with weighted questions, and which calls are to be judged.

import { z } from 'zod';
import { Conditions, type ValueTypes } from '../expression/index.js';
import { checkCondition } from './check-rules.js';
import type { Finding } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';
import { count, duration, name, share } from './values.js';

const question = z.strictObject({
  id: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/, 'is not an id: write up to 32 letters, digits, "-" and "_"')
    .describe('As reviews keep its points; changed texts under one id are one question in trends.'),
  text: z.string().min(1).max(200).describe('What the reviewer reads.'),
  points: count(1).max(100).default(5).describe('So many at most.'),
  weight: count(1).max(100).default(1).describe('How much it counts beside the others.'),
  must: z.boolean().default(false).describe('true: a call without all its points has not passed, whatever its score.'),
});

const form = z.strictObject({
  name: name().describe('As reviews and rules name it.'),
  pass: count(0).max(100).default(80).describe('From this score on, of 100, a call has passed.'),
  questions: z.array(question).min(1).max(50).describe('What is asked, in this order.'),
});

const rule = z.strictObject({
  name: name().describe('Why a call is in the list of those to judge.'),
  form: name().describe('One of `forms`.'),
  share: share().default(1).describe('Of the calls that the rest names, 0 to 1: which ones is chance.'),
  when: z
    .string()
    .min(1)
    .describe(
      'A condition; besides contact, customer and time it knows `values.agent`, `values.queue` and `values.seconds`.',
    )
    .exactOptional(),
  newAgents: duration({ least: '1d' })
    .describe('Only calls of agents whose first recorded call is no older.')
    .exactOptional(),
  scoreBelow: z.number().describe('Only calls whose caller gave a lower score in a survey.').exactOptional(),
});

export const quality = z
  .strictObject({
    forms: z.array(form).max(20).default([]).describe('Forms by which calls are judged.'),
    sampling: z
      .array(rule)
      .max(50)
      .default([])
      .describe('Which calls are to be judged; a call is one of a rule’s or it is not.'),
  })
  .prefault({})
  .describe('Judging calls: docs/quality.md.');

export type QualityForm = z.output<typeof form>;
export type QualityRule = z.output<typeof rule>;

/** Names that must exist, and be there once. */
export function checkQuality(config: Config): Finding[] {
  const { forms, sampling } = config.quality;
  const names = forms.map((one) => one.name);
  const conditions = new Conditions(SAMPLED_VALUES);
  return [
    ...duplicates(forms, ['quality', 'forms'], 'name'),
    ...duplicates(sampling, ['quality', 'sampling'], 'name'),
    ...forms.flatMap(({ questions }, index) => duplicates(questions, ['quality', 'forms', index, 'questions'], 'id')),
    ...sampling.flatMap(({ form: of, when }, index) => [
      ...unknownName(of, 'form', names, ['quality', 'sampling', index, 'form']),
      ...(when === undefined
        ? []
        : checkCondition(
            config,
            conditions,
            when,
            ['quality', 'sampling', index, 'when'],
            Object.keys(SAMPLED_VALUES),
          )),
    ]),
  ];
}

/** What sampling conditions speak of besides the one set of variables. */
export const SAMPLED_VALUES = { agent: 'string', queue: 'string', seconds: 'int' } as const satisfies ValueTypes;
