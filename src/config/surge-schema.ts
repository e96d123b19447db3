// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about the wave: when computer agents answer, how they catch a call, and what they say?

import { z } from 'zod';
import { count, digits, duration, hours, name, prompt, share, timeOfDay } from './values.js';

/** How a computer agent catches a call; see `CatchWay` of room callback. */
export const CATCH_WAYS = ['spoken', 'earlyMedia', 'keepPlace', 'captureOnly'] as const;

/** What a caller may wish when he is asked. */
export const WISHES = ['today', 'tomorrow', 'doNotCall'] as const;
export type Wish = (typeof WISHES)[number];

/** Thresholds that a number or a slot may have of its own; what it leaves out is that of `surge`. */
const ownThresholds = {
  on: share().describe('Surge begins for it when this share of the in-service channels is busy.').exactOptional(),
  off: share().describe('It ends when no more than this share has been busy for `hold`.').exactOptional(),
  full: share().describe('From here on every call to it goes to a computer agent.').exactOptional(),
};

/** How an access number takes part in a wave. */
export const numberSurge = z
  .strictObject({
    ...ownThresholds,
    weight: z
      .number()
      .min(0.01)
      .max(100)
      .default(1)
      .describe('In a surge people are dealt to the numbers in proportion to this.'),
  })
  .prefault({})
  .describe('How it takes part in a wave; what is left out is as `surge` says.');

const slot = z.strictObject({
  name: name().describe('As reports call it.'),
  accessNumbers: z.array(digits()).min(1).describe('The numbers that are shown in it.'),
  from: timeOfDay().describe('When it is on the air.'),
  to: timeOfDay().describe('Its end; earlier than `from` means on the next day.'),
  days: z
    .array(z.int().min(1).max(7))
    .min(1)
    .describe('1 Monday to 7 Sunday; default: every day, or those of `dates`.')
    .exactOptional(),
  dates: z
    .array(z.iso.date('is not a day: write it in quotes, "2026-10-01"'))
    .min(1)
    .describe('Only on these days.')
    .exactOptional(),
  before: duration({ most: '2h' }).prefault('2min').describe('Its thresholds hold from so long before it on.'),
  ...ownThresholds,
  prompt: prompt().describe('What the computer agent says meanwhile.').exactOptional(),
});

const saidWhen = z.strictObject({
  prompt: prompt().describe('What the computer agent says,'),
  accessNumbers: z.array(digits()).min(1).describe('to callers of these numbers; default: of all,').exactOptional(),
  hours: z.array(hours()).min(1).describe('at these times; default: always.').exactOptional(),
});

const question = z
  .strictObject({
    prompt: prompt().default('surge-question').describe('Says what the keys of `options` mean.'),
    wait: duration({ least: '2s', most: '15s' }).prefault('5s').describe('How long a key is waited for.'),
    options: z
      .record(z.string().regex(/^[0-9*#]$/, 'is no key: write one of 0 to 9, "*" and "#", in quotes'), z.enum(WISHES))
      .default({ '1': 'today', '2': 'tomorrow', '9': 'doNotCall' })
      .describe('What each key means: `today`, `tomorrow` (not before tomorrow), `doNotCall` (never).'),
  })
  .describe('One question after the promise; each caller who is asked holds his channel longer. Default: none.');

const wait = z
  .strictObject({
    on: duration({ least: '1s', most: '2h' }).describe('Surge begins, too, when the next caller would wait so long,'),
    off: duration({ most: '2h' }).describe('and does not end while he would wait longer than this.'),
    full: duration({ least: '1s', most: '4h' }).describe('From this wait on every call goes to a computer agent.'),
  })
  .describe('The second trigger: how long the next caller would wait for a person. Default: only the channels count.');

/** When computer agents answer. */
export const surge = z
  .strictObject({
    enabled: z.boolean().default(true).describe('false: no computer agents.'),
    on: share().default(0.8).describe("Surge begins when this share of the trunk group's in-service channels is busy."),
    off: share().default(0.6).describe('It ends when no more than this share has been busy for `hold`.'),
    hold: duration({ most: '10min' }).prefault('10s').describe('How long before a surge ends.'),
    full: share().default(0.95).describe('From here on every call goes to a computer agent.'),
    wait: wait.exactOptional(),
    ratio: z
      .strictObject({
        min: share().default(0.5).describe('Share of the calls for computer agents at `on`.'),
        step: z.number().gt(0).max(10).default(0.25).describe('How far the share may move in one second.'),
      })
      .prefault({})
      .describe('The share of the calls that computer agents take.'),
    interval: duration({ most: '1min' })
      .prefault('0s')
      .describe('Least time between two answers by computer agents; 0s: none.'),
    human: z
      .strictObject({
        min: count().default(4).describe('While fewer calls than this are with people, calls go to people.'),
      })
      .prefault({})
      .describe('What is left to people.'),
    catch: z
      .strictObject({
        min: count().default(2).describe('Channels to keep free.'),
        captureOnly: z
          .boolean()
          .default(false)
          .describe('Below `min`, take the number from SETUP and clear with `cause`: no answer, no promise.'),
        cause: z
          .int()
          .min(1)
          .max(127)
          .default(17)
          .describe('Q.850 cause with which a call is cleared that was not answered; 17: busy.'),
      })
      .prefault({})
      .describe('What is kept free for the next callers.'),
    ways: z
      .array(
        z.strictObject({
          from: share().describe('From this share of busy channels on'),
          way: z
            .enum(CATCH_WAYS)
            .describe(
              'a call is caught in this way: `spoken` answers and promises; `keepPlace` lets him wait and promises at a key of the queue; `earlyMedia` promises before the answer, where the trunk group has it; `captureOnly` takes the number and clears with `catch.cause`.',
            ),
        }),
      )
      .max(10)
      .default([])
      .describe('How calls are caught by how full the trunk group is; below the first of them: `spoken`.'),
    prompt: prompt().default('surge').describe('What the computer agent says.'),
    prompts: z
      .array(saidWhen)
      .max(50)
      .default([])
      .describe('By time and number, the first that fits; who finds none hears `prompt`.'),
    question: question.exactOptional(),
    grace: duration({ most: '30s' })
      .prefault('3s')
      .describe('After the prompt the caller may hang up by himself for so long.'),
    slots: z
      .array(slot)
      .max(200)
      .default([])
      .describe('The schedule of the advertisements: their numbers have these thresholds while they are on.'),
  })
  .prefault({})
  .describe('When computer agents answer, and what they say.');
