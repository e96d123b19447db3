// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about the wave and the callbacks that it leaves?

import { z } from 'zod';
import { specialDays } from './calendar-schema.js';
import { promises } from './promise-schema.js';
import { count, digits, duration, hours, name, prompt, share, timeOfDay } from './values.js';

/** When computer agents answer. */
export const surge = z
  .strictObject({
    enabled: z.boolean().default(true).describe('false: no computer agents.'),
    on: share().default(0.8).describe('Surge begins when this share of the in-service channels is busy.'),
    off: share().default(0.6).describe('It ends when no more than this share has been busy for `hold`.'),
    hold: duration({ most: '10min' }).prefault('10s').describe('How long before a surge ends.'),
    full: share().default(0.95).describe('From here on every call goes to a computer agent.'),
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
          .describe('Below `min`, take the number from SETUP and clear with cause 17: no answer, no promise.'),
      })
      .prefault({})
      .describe('What is kept free for the next callers.'),
    prompt: prompt().default('surge').describe('What the computer agent says.'),
    grace: duration({ most: '30s' })
      .prefault('3s')
      .describe('After the prompt the caller may hang up by himself for so long.'),
  })
  .prefault({})
  .describe('When computer agents answer, and what they say.');

const key = (usual: string) =>
  z
    .string()
    .regex(/^[0-9*#]$/, 'is not a key: write one of 0-9 * #')
    .default(usual);

const confirm = z
  .strictObject({
    key: key('1').describe('Yes, an agent please. The prompt `callback-press-1` names this key and the next one.'),
    decline: key('2').describe('No longer needed: the request is closed.'),
    optOut: key('9').describe('Never call me again.'),
    wait: duration({ least: '3s', most: '1min' }).prefault('10s').describe('How long a key is waited for.'),
    repeats: count().max(5).default(1).describe('How often he is asked again.'),
  })
  .prefault({})
  .describe('What a customer who is called back presses.');

const window = z
  .strictObject({
    hours: z
      .array(hours())
      .min(1)
      .default([
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '20:00' },
      ])
      .describe('When it is open.'),
    ...specialDays,
  })
  .prefault({})
  .describe('When customers are called, unless `calendar` says it.');

/** Outcomes after which a customer is tried again. */
const SPACED = {
  busy: 'His line was busy.',
  noAnswer: 'Nobody answered.',
  rejected: 'The call was rejected.',
  unreachable: 'He could not be reached.',
  congestion: 'There was no free line or way.',
  protocol: 'The exchange could not use the call.',
  notConfirmed: 'Somebody answered and pressed no key.',
  hungUp: 'He hung up before an agent was there.',
  noAgent: 'No agent was free for him.',
  interrupted: 'The box was stopped meanwhile.',
  machine: 'A machine answered, where `answerer` is on.',
  dropped: 'He answered, and no agent was there; then an agent holds the line first.',
} as const;
type Spaced = keyof typeof SPACED;

const numberLimit = z.strictObject({
  calls: count(1).max(100).describe('No number gets more SETUPs than this'),
  within: duration({ least: '1s', most: '7d' }).describe('in any stretch of time as long as this.'),
});

const LIMITS_WANTED = 'is not a list of limits: write [{ calls: 1, within: 5min }, { calls: 3, within: 24h }]';

/** How promises are kept. */
export const callback = z
  .strictObject({
    ...promises,
    attempts: count(1)
      .max(10)
      .default(3)
      .describe('Attempts that a promise is worth; what rang counts, whatever came of it.'),
    setups: count(1)
      .max(100)
      .default(10)
      .describe('SETUPs that a request is worth, those that came to nothing among them; then it is given up.'),
    ring: duration({ least: '15s', most: '2min' }).prefault('30s').describe("How long the customer's telephone rings."),
    confirm,
    connectWithin: duration({ least: '5s', most: '5min' })
      .prefault('30s')
      .describe('How long a customer who confirmed waits for an agent.'),
    lease: duration({ least: '10s', most: '1h' })
      .prefault('1min')
      .describe('How long an agent may hold a request without dialling.'),
    expiry: duration({ least: '1h', most: '30d' })
      .prefault('24h')
      .describe('A promise that is not kept by then has failed.'),
    spacing: z
      .strictObject(
        Object.fromEntries(
          Object.entries(SPACED).map(([outcome, words]) => [
            outcome,
            duration({ most: '7d' }).describe(words).optional(),
          ]),
        ) as Record<Spaced, z.ZodOptional<ReturnType<typeof duration>>>,
      )
      .prefault({})
      .describe(
        'Time to the next attempt by its outcome, where it is not the usual one (busy 5min, noAnswer 30min, ...).',
      ),
    perNumber: z
      .array(numberLimit, { error: ({ code }) => (code === 'invalid_type' ? LIMITS_WANTED : undefined) })
      .min(1)
      .max(10)
      .prefault([
        { calls: 1, within: '5min' },
        { calls: 3, within: '24h' },
      ])
      .describe('Limits of each number, over all its requests and whatever became of the calls; all of them hold.'),
    calendar: name().describe('One of `calendars`, in place of `window`.').exactOptional(),
    window,
    promisedTodayUntil: timeOfDay().default('21:00').describe('Promises of the same day may be kept until then.'),
    maxTrunks: count(1).default(10).describe('Channels that callbacks by the system may use at once.'),
    reserve: count().default(2).describe('Channels that they leave free.'),
    trunkGroup: z.string().describe('Which one they use; default: the first.').exactOptional(),
    show: digits().describe('The number that the customer sees; one of the presentable ones.').exactOptional(),
    trough: z
      .strictObject({
        utilisation: share()
          .default(0.4)
          .describe('Callbacks begin when no more than this share of the channels is busy,'),
        hold: duration({ most: '1h' })
          .prefault('30s')
          .describe('the queue is empty and an agent has been ready for so long.'),
      })
      .prefault({})
      .describe('When it is quiet enough to call back.'),
  })
  .prefault({})
  .describe('How promises are kept.');
