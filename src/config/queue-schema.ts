// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about a queue?

import { z } from 'zod';
import { familiar } from './customer-schema.js';
import { destination, destinationOrWait } from './destination-schema.js';
import { queueNeeds } from './needs-schema.js';
import { offersOfQueue } from './offer-schema.js';
import { queueCallback } from './promise-schema.js';
import { keepRecordings } from './recording-schema.js';
import { ringAtMost, seed, strategy } from './strategy-schema.js';
import { survey } from './survey-schema.js';
import { count, digits, duration, name, prompt } from './values.js';
import { announce, keys, resume } from './waiting-schema.js';

/** Where calls wait. */
export const queue = z.strictObject({
  name: name().describe('As access numbers, agents and reports call it.'),
  strategy: strategy(),
  ringAtMost: ringAtMost(),
  seed: seed(),
  ringTimeout: duration({ least: '5s', most: '2min' }).prefault('15s').describe('Then the agent has missed the offer.'),
  wrapUp: duration({ most: '1h' }).prefault('15s').describe('Pause after each call.'),
  music: prompt().default('queue-music').describe('What waiting callers hear: a prompt, or the path of a WAV file.'),
  announce,
  keys: keys(),
  resume: resume().exactOptional(),
  maxWait: duration({ least: '5s', most: '2h' }).prefault('5min').describe('Then the call overflows.'),
  maxWaiting: count(1).describe('The queue is full at so many; default: never.').exactOptional(),
  overflow: destination()
    .prefault('callback')
    .describe('Where a call goes that has waited for `maxWait`, or finds the queue full. `refuse`: goodbye, or busy.'),
  nobodySignedIn: destinationOrWait()
    .describe(
      'Where a call goes when none of its agents is signed in; default: a callback if `overflow` is one, else it waits.',
    )
    .exactOptional(),
  nobodyReady: destinationOrWait()
    .describe('Where a call goes when all who are signed in are not ready, on a break; default: it waits.')
    .exactOptional(),
  nobodySkilled: destinationOrWait()
    .describe(
      'Where a call goes when none who are signed in can do what it needs, not even when all its `relax` has come; default: it waits.',
    )
    .exactOptional(),
  leaveWhenEmpty: z
    .union([z.boolean(), destination()])
    .default(false)
    .describe(
      'What becomes of waiting calls when nobody is left for them. false: they wait on; true: they go where a call would go that came now: the last agent has signed out, `nobodySignedIn` or else `overflow`; all are on a break, `nobodyReady`; nobody can do what they need, `nobodySkilled`. Or a destination, for when the last has signed out.',
    ),
  ...queueNeeds,
  ...familiar,
  callback: queueCallback,
  breaks: count(1)
    .describe('So many of its agents may be on a break at once; who asks for one more is refused; default: no limit.')
    .exactOptional(),
  serviceLevel: duration({ least: '1s' })
    .prefault('20s')
    .describe('The service level counts calls answered within this.'),
  survey: survey(),
  record: z.boolean().default(true).describe('Record its conversations.'),
  keepRecordings: keepRecordings(),
  ...offersOfQueue,
  script: z
    .string()
    .max(4_000)
    .describe('What its agents say to its callers: the console shows it beside the call.')
    .exactOptional(),
  show: digits().describe('The number shown in calls outside for its callers and by its agents.').exactOptional(),
});
