// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about how promises are kept?

import { z } from 'zod';
import { specialDays } from './calendar-schema.js';
import { promises } from './promise-schema.js';
import { count, digits, duration, hours, name, share, timeOfDay } from './values.js';

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
