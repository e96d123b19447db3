// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about whom the box calls back, in which order, and how far ahead of its agents?

import { z } from 'zod';
import { count, duration, share } from './values.js';

/** By which ways a callback may come about. */
export const CALLBACK_SOURCES = ['surge', 'queue', 'abandoned', 'message'] as const;

/** A list of them that names none twice. */
const from = z
  .array(z.enum(CALLBACK_SOURCES))
  .min(1)
  .refine((list) => new Set(list).size === list.length, 'names a way twice')
  .default(['surge', 'queue'])
  .describe(
    'Who gets a callback: callers whom a computer agent serves in a `surge`, those who leave a `queue` for one, those who hung up while they waited (`abandoned`), those who left a `message`.',
  );

const priority = z
  .strictObject({
    grade: duration({ most: '24h' }).prefault('30min').describe("For each step of the customer's grade."),
    point: duration({ most: '24h' }).prefault('10min').describe('For each point of priority that his call had.'),
    again: duration({ most: '24h' }).prefault('5min').describe('For each further time that he has rung.'),
  })
  .prefault({})
  .describe('Who is called first: by the time of the first call, and so much before that time:');

const PROFILES = {
  month: { limit: 0.03, window: '30d' },
  day: { limit: 0.03, window: '24h' },
  none: { limit: 0, window: '30d' },
} as const;

const WINDOWS = { '30d': 30 * 86_400_000, '24h': 86_400_000 } as const;

const pacing = z
  .strictObject({
    profile: z
      .enum(['month', 'day', 'none'])
      .default('month')
      .describe(
        'Of the calls that were answered in 30 days (`month`) or in 24 hours (`day`) at most 3 % may find no agent; `none`: not one, so no line is dialled ahead.',
      ),
    limit: share()
      .describe('A lower limit than that of the profile, 0 to 0.03.')
      .refine((limit) => limit <= 0.03, 'is more than any profile allows: 0.03 is the most')
      .exactOptional(),
    aim: share().default(0.0175).describe('The share that is aimed at; below the limit.'),
    within: duration({ least: '500ms', most: '2s' })
      .prefault('2s')
      .describe(
        'Who has answered is with an agent within this, or hears the announcement and is counted as abandoned.',
      ),
    leastAgents: count(1).default(3).describe('With fewer agents standing by or talking, no line is dialled ahead.'),
  })
  .transform(({ profile, limit, ...rest }) => ({
    ...rest,
    limit: Math.min(PROFILES[profile].limit, limit ?? 1),
    window: WINDOWS[PROFILES[profile].window],
  }))
  .prefault({})
  .describe('How far ahead queues of mode `predictive` dial.');

const most = (calls: number, within: string) =>
  z
    .strictObject({
      requests: count(1).max(1_000_000).default(calls).describe('So many'),
      within: duration({ least: '1min', most: '30d' })
        .prefault(within)
        .describe('in any stretch of time as long as this.'),
    })
    .prefault({});

const created = z
  .strictObject({
    perNumber: most(3, '24h').describe('For one number.'),
    perSource: most(10_000, '24h').describe('By one person or program.'),
  })
  .prefault({})
  .describe('How many requests may be put in by command, by a program or by a file.');

/** Settings of promises, beside how they are kept. */
export const promises = {
  from,
  delay: duration({ most: '72h' })
    .prefault('0s')
    .describe('No customer is called back sooner after his call than this.'),
  missedAfter: duration({ most: '10min' })
    .prefault('5s')
    .describe('With `abandoned` in `from`: who hung up sooner than this after he came to the queue gets none.'),
  unpromised: z
    .enum(['pull', 'push'])
    .default('pull')
    .describe(
      'Who was promised nothing (he hung up, or only his number was taken): `pull`: agents may ask for him; `push`: the system calls him as it calls others.',
    ),
  hidden: z
    .enum(['keyIn', 'use'])
    .default('keyIn')
    .describe(
      'A caller who hides his number: `keyIn`: he is asked to key one in; `use`: the number that the exchange has told is called back all the same. It is shown to nobody.',
    ),
  record: z
    .boolean()
    .default(false)
    .describe('Record each call in which a computer agent promises a callback, as evidence beside its row.')
    .meta({ applies: 'nextCall' }),
  answerer: z
    .boolean()
    .default(false)
    .describe(
      'Whether it is hung up on answering machines, by how they greet. Leave it off: of 124 voices of persons 1 was taken for a machine, of 68 machines 7 for persons, all of them clean; on real lines such judges are right in 65 to 80 % of calls (docs/dsp.md). The key that customers press tells it without an error.',
    ),
  ownAgentFor: duration({ most: '30d' })
    .prefault('2h')
    .describe(
      'A request for a named agent waits for him for so long after it is due; then anyone of its queue may make it.',
    ),
  priority,
  pacing,
  created,
};

/** How a queue's callbacks are made. */
export const queueCallback = z
  .strictObject({
    order: z
      .enum(['customerFirst', 'agentFirst'])
      .default('customerFirst')
      .describe('Who is called first; the customer is asked to press a key before an agent is given to him.'),
    mode: z
      .enum(['push', 'pull', 'progressive', 'predictive'])
      .default('push')
      .describe(
        '`push`: the system makes them in a trough; `pull`: only agents who ask for the next one; `progressive`: it calls one customer for each agent who stands by on the line (*64); `predictive`: for large backlogs, more of them than agents stand by, within `callback.pacing`.',
      ),
    offerFrom: duration({ most: '2h' })
      .describe(
        'The key that leads to `callback` is told, and counts, only from this expected wait on: who is offered a callback keeps the offer. Default: always.',
      )
      .meta({ applies: 'nextCall' })
      .exactOptional(),
  })
  .prefault({})
  .describe('How its promises are kept.');
