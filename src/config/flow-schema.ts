// SPDX-License-Identifier: GPL-2.0-or-later
// What can a flow say? Steps by name; each does one thing with the caller and says where he goes on.

import { z } from 'zod';
import { type Destination, destination } from './destination-schema.js';
import { lookUp as lookUpStep } from './flow-steps/look-up.js';
import { transfer as transferStep } from './flow-steps/transfer.js';
import { when as whenStep } from './flow-steps/when.js';
import { VALUE_NAME } from './lookup-schema.js';
import { count, duration, name, prompt } from './values.js';

/** Words in place of a step's name: nothing more; this one again; the menu before this one; out of a sub-flow. */
export const FLOW_WORDS = ['hangUp', 'repeat', 'back', 'return'] as const;
export type FlowWord = (typeof FLOW_WORDS)[number];

/** Where a caller goes on: at a step of this flow, by a word, or out of the flow. */
export type Next = { readonly kind: 'step'; readonly step: string } | { readonly kind: FlowWord } | Destination;

/** What keyed digits can be held to. */
export const SENSES = ['card', 'date', 'amount', 'phone', 'identity'] as const;
export type Sense = (typeof SENSES)[number];
const ON = `is not where a caller goes on: write the name of a step, ${FLOW_WORDS.join(', ')}, callback, refuse, or { queue: NAME }`;
const STEP_NAME = /^\p{L}[\p{L}\p{N}_-]{0,63}$/u;

/** The keys of a step that say where a caller goes on; `choices`, `cases` and `when` have a place for each of theirs. */
export const WAYS = ['next', 'else', 'noinput', 'nomatch', 'notFound', 'failed', 'talked', 'overflowed'] as const;

const isWord = (written: string): written is FlowWord => FLOW_WORDS.some((word) => word === written);

const next = () =>
  z
    .union([z.string().regex(STEP_NAME, 'is not the name of a step'), destination()], { error: ON })
    .transform((written): Next => {
      if (typeof written !== 'string') return written;
      if (written === 'callback' || written === 'refuse') return { kind: written };
      return isWord(written) ? { kind: written } : { kind: 'step', step: written };
    });

const value = () =>
  z.string().regex(VALUE_NAME, 'is not the name of a value: write a small letter first, such as order');

/** Said one after the other: prompts, and values of the caller in the words of his language. */
const piece = z.union([
  prompt(),
  z.strictObject({ digits: value().describe('Its digits one by one.') }),
  z.strictObject({ number: value().describe('As a quantity.') }),
  z.strictObject({ date: value().describe('As a day: 2026-11-29.') }),
]);
export type Piece = z.output<typeof piece>;
const said = () =>
  z.union([piece, z.array(piece).min(1)]).transform((one): readonly Piece[] => (Array.isArray(one) ? one : [one]));

const asked = {
  timeout: duration({ least: '1s', most: '10s' })
    .prefault('5s')
    .describe('Waiting for the first and each further key.'),
  attempts: count(1).max(9).default(3).describe('How often it is asked.'),
  noinput: next()
    .describe('Where he goes on who keys nothing in, after the last attempt; default: `fallback`.')
    .exactOptional(),
  nomatch: next()
    .describe('Where he goes on who is not understood, after the last attempt; default: `fallback`.')
    .exactOptional(),
};

const onward = () => next().describe('Where he goes on.');
const failed = () => next().describe('Where he goes on when it cannot be done; default: `fallback`.').exactOptional();

/** Every step there is: the key that names it, and what it does; the schema, the types and the reference come from here. */
export const STEPS = {
  say: z.strictObject({
    say: said().describe('Heard to the end, or to the first key, which counts for the next question.'),
    bargeIn: z.boolean().default(true).describe('false: no key stops it.'),
    next: onward(),
  }),
  menu: z.strictObject({
    menu: said().describe('What is offered; a key stops it.'),
    choices: z
      .record(z.string().regex(/^[0-9*#]$/, 'is not a key: write 0 to 9, * or # in quotes'), next())
      .describe('Where each key leads.'),
    ...asked,
  }),
  collect: z.strictObject({
    collect: said().describe('What he is asked to key in.'),
    into: value().describe('The value that keeps it.'),
    length: z
      .union([
        count(1)
          .max(32)
          .transform((exactly) => ({ min: exactly, max: exactly })),
        z.strictObject({
          min: count(1).max(32).default(1).describe('At least so many.'),
          max: count(1).max(32).describe('At most so many: with the last it is over.'),
        }),
      ])
      .describe('How many digits, or { min, max }.'),
    terminator: z
      .string()
      .regex(/^[*#]?$/, 'is not a key that ends digits: write # or *')
      .default('#')
      .describe('The key that ends them.'),
    sense: z
      .enum(SENSES)
      .describe(
        'What they must be: a card number, a day (20261129), an amount (12*50), a telephone number, an identity number (X is the star).',
      )
      .exactOptional(),
    readBack: z.boolean().default(false).describe('He hears them, and confirms them with 1.'),
    mask: name().describe('Why nobody else and no recording hears the keys, such as PIN.').exactOptional(),
    ...asked,
    next: onward(),
  }),
  set: z.strictObject({
    set: z.record(value(), z.string().max(256)).describe('Values by name; others in braces, {order}.'),
    next: onward(),
  }),
  attach: z.strictObject({
    attach: z
      .array(value())
      .min(1)
      .max(32)
      .describe('Values that go with him: to agents, into his record, to programs.'),
    next: onward(),
  }),
  choose: z.strictObject({
    choose: value().describe('The value that decides.'),
    cases: z.record(z.string().min(1), next()).describe('Where each value leads.'),
    else: next().describe('Where every other one leads.'),
  }),
  language: z.strictObject({
    language: z.enum(['zh-CN', 'en']).describe('What he hears from now on.'),
    next: onward(),
  }),
  queue: z.strictObject({
    queue: name().describe('Where he waits for an agent.'),
    overflowed: next()
      .describe('Where he goes on who has waited too long; default: as the queue says.')
      .exactOptional(),
    talked: next()
      .describe('Where he goes on when his agent has gone, such as a survey; default: nowhere.')
      .exactOptional(),
  }),
  run: z.strictObject({
    run: name().describe('Another flow, which comes back by `return`.'),
    with: z
      .record(value(), z.string().max(256))
      .default({})
      .describe('Its values: a text with values of this flow in braces, {order}, or the name of one after a $.'),
    next: onward(),
  }),
  call: z.strictObject({
    call: name().describe('A function that a program has given to the box.'),
    into: value().describe('The value that keeps what it gives.').exactOptional(),
    next: onward(),
    failed: failed(),
  }),
  lookUp: lookUpStep({ next, value }),
  when: whenStep({ next, value }),
  transfer: transferStep({ next, value }),
} as const;

/** Out of the flow; else he stays in it, or it ends. */
export function isOutside(next: Next): next is Destination {
  return next.kind !== 'step' && !isWord(next.kind);
}

export type StepKind = keyof typeof STEPS;
export type FlowStep = { [Kind in StepKind]: { readonly kind: Kind } & z.output<(typeof STEPS)[Kind]> }[StepKind];

const KINDS = Object.keys(STEPS) as StepKind[];

const { say, menu, collect, set, attach, choose, language, queue, run, call, lookUp, when, transfer } = STEPS;

const step = z
  .union([say, menu, collect, set, attach, choose, language, queue, run, call, lookUp, when, transfer], {
    error: `is not a step: write one of ${KINDS.join(', ')}`,
  })
  .transform((written): FlowStep => {
    const kind = KINDS.find((key) => key in written) ?? 'say';
    return { kind, ...written } as FlowStep;
  });

/** What callers are led through, step by step. */
export const flow = z
  .strictObject({
    steps: z
      .record(z.string().regex(STEP_NAME, 'is not the name of a step'), step)
      .describe('Steps by their names; it begins with the first. See flows.md.')
      .meta({ page: 'flows.md' }),
    fallback: destination()
      .prefault('callback')
      .describe('Where a caller goes who does not get on: who keys nothing in, or for whom something fails.'),
  })
  .refine(({ steps }) => Object.keys(steps).length > 0, 'a flow has one step at least');

export const flows = z
  .record(name(), flow)
  .default({})
  .describe('Dialogues by name, for `menu`, `flow` and each other.');

export type FlowConfig = z.output<typeof flow>;
