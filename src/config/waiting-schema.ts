// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about what waiting callers hear, and what they can do by a key?

import { z } from 'zod';
import { destination } from './destination-schema.js';
import { count, duration, prompt } from './values.js';

const message = z.strictObject({
  prompt: prompt().describe('What is said: a prompt, or the path of a WAV file.'),
  after: duration({ most: '2h' }).prefault('20s').describe('When it is said first, from the beginning of the wait.'),
  every: duration({ least: '10s', most: '2h' }).describe('How often it is said again; default: once.').exactOptional(),
});

/** What waiting callers are told. */
export const announce = z
  .strictObject({
    position: z
      .union([z.boolean(), count(1)], { error: 'is neither true nor false nor a place: write true, false, or 3' })
      .default(true)
      .describe('Tell callers their position; a number: only from this place on.'),
    wait: z
      .boolean()
      .default(false)
      .describe('Tell callers how many minutes they will wait, when three calls or more have shown it.'),
    every: duration({ least: '10s' }).prefault('30s').describe('How often they are told.'),
    messages: z
      .array(message)
      .max(20)
      .default([])
      .describe("The queue's own words to who waits, in their order.")
      .meta({ applies: 'nextCall' }),
  })
  .prefault({})
  .describe('What waiting callers are told.');

/** Where keys lead. */
export const keys = () =>
  z
    .record(z.string().regex(/^[0-9*#]$/, 'is no key: write one of 0 to 9, "*" and "#", in quotes'), destination())
    .default({})
    .describe('Where a caller goes who presses a key while he waits.')
    .meta({ applies: 'nextCall' });

/** The old place of one who rings again. */
export const resume = () =>
  duration({ least: '10s', most: '1h' }).describe(
    'Who hung up and rings again so soon has his old place; default: never.',
  );
