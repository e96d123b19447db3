// SPDX-License-Identifier: GPL-2.0-or-later
// What does a step say? Prompts, and values of the caller in the words of his language.

import { z } from 'zod';
import { namesIn } from '../../expression/index.js';
import { VALUE_NAME } from '../lookup-schema.js';
import { prompt } from '../values.js';

/** The keys of a step that say something. */
export const SAID = ['say', 'menu', 'collect'] as const;

/** The name of a value. */
export const value = () =>
  z.string().regex(VALUE_NAME, 'is not the name of a value: write a small letter first, such as order');

function oneTemplate(text: string, context: z.RefinementCtx): void {
  const names = namesIn(text);
  if (!('fault' in names)) return;
  const message = `has ${names.fault.subject}, which is no value in braces: write {order}, or {{ for a brace`;
  context.addIssue({ code: 'custom', message });
}

/** Said one after the other: prompts, and values of the caller in the words of his language. */
const piece = z.union([
  prompt(),
  z.strictObject({ digits: value().describe('Its digits one by one.') }),
  z.strictObject({ number: value().describe('As a quantity.') }),
  z.strictObject({ date: value().describe('As a day: 2026-11-29.') }),
  z.strictObject({ amount: value().describe('As yuan: 12.50.') }),
  z.strictObject({ time: value().describe('As a time of day: 16:05.') }),
  z.strictObject({ duration: value().describe('As a length of time, to the second: seconds, 1h30min or 1:30:00.') }),
  z.strictObject({ wait: value().describe('As a waiting time, in full minutes; written like a duration.') }),
  z.strictObject({ phone: value().describe('As a telephone number, in groups.') }),
  z.strictObject({ position: value().describe('As the place in a queue.') }),
  z.strictObject({
    text: z
      .string()
      .min(1)
      .max(1000)
      .superRefine(oneTemplate)
      .describe('A text that an engine speaks, with values: Order {order} is under way. See speech.md.'),
    instead: prompt()
      .describe('What is heard where it cannot be spoken; default: the step goes on by `failed`.')
      .exactOptional(),
  }),
]);
export type Piece = z.output<typeof piece>;

export const said = () =>
  z.union([piece, z.array(piece).min(1)]).transform((one): readonly Piece[] => (Array.isArray(one) ? one : [one]));
