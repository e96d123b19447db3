// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about access numbers, recording and what is kept?

import { z } from 'zod';
import { byArea } from './area-schema.js';
import { destination } from './destination-schema.js';
import { accessNeeds } from './needs-schema.js';
import { archive, encryption } from './recording-schema.js';
import { numberSurge } from './surge-schema.js';
import { count, digits, duration, hours, name, prompt } from './values.js';

/** A number that callers dial, as the exchange delivers it, and where it leads. */
export const accessNumber = z.strictObject({
  number: digits().describe('As the exchange delivers it.'),
  name: name().describe('For reports and agents: the television station, the advertisement.').exactOptional(),
  queue: name().describe('Where its callers wait.').exactOptional(),
  menu: name().describe('A dialogue by its name, in place of a queue.').exactOptional(),
  message: name()
    .describe('A box, in place of a queue: its callers leave a message, and nothing rings.')
    .exactOptional(),
  welcome: prompt()
    .describe('Heard whole, once, by who comes to its queue, before all else; default: none.')
    .exactOptional(),
  hours: z.array(hours()).min(1).describe('When it is answered, holidays or not; default: always.').exactOptional(),
  calendar: name().describe('One of `calendars`, in place of `hours`.').exactOptional(),
  afterHours: destination()
    .describe(
      'Where its calls go outside these hours; default: `{ callback: closed-callback }` where the overflow of its queue is a callback, else `{ announce: closed }`.',
    )
    .exactOptional(),
  ...accessNeeds,
  surge: numberSurge,
  byArea: byArea(),
  record: z.boolean().describe('Record its conversations; default: as the queue says.').exactOptional(),
  show: digits()
    .describe('The number shown to whom its callers are given outside; default: itself, if it is presentable.')
    .exactOptional(),
});

/** Which conversations are recorded, and where. */
export const recording = z
  .strictObject({
    enabled: z.boolean().default(true).describe('false: nothing is recorded.'),
    directory: z
      .string()
      .min(1)
      .describe('Below the data directory, or absolute.')
      .default('recordings')
      .meta({ applies: 'restart' }),
    announce: z
      .union([z.enum(['before', 'during']), z.boolean()])
      .default('before')
      .transform((when): 'before' | 'during' | 'never' => {
        if (typeof when === 'string') return when;
        return when ? 'before' : 'never';
      })
      .describe(
        '`before` (or true): whoever is recorded has heard the announcement to its end; an agent who lifts hears the rest of it. `during`: it is cut off when an agent lifts, and recording begins at once. `false`: there is none. Whom the box calls hears it over the talk, and with `before` his recording begins at its end.',
      ),
    encryption: encryption(),
    archive: archive(),
  })
  .prefault({})
  .describe('Which conversations are recorded, and where.');

/** How long records are kept; the rules of China want at least 30 days. */
export const retention = z
  .strictObject({
    recordings: duration({ least: '30d' }).prefault('180d').describe('Files and their rows.'),
    legs: duration({ least: '30d' })
      .optional()
      .describe('Which channel, which station, which cause. Not longer than `calls`, which is the default.'),
    calls: duration({ least: '30d' })
      .prefault('1095d')
      .describe(
        'Calls with their contacts, segments and captures, and callbacks that are closed. Not shorter than `recordings`, which name them.',
      ),
    events: duration({ least: '30d' })
      .optional()
      .describe('The event log. Not shorter than `calls`, which is the default: a recount covers what is kept.'),
  })
  .prefault({})
  .describe('How long records are kept.');

/** Wrong PINs. */
export const access = z
  .strictObject({
    tries: count(1).max(20).default(3).describe('Wrong PINs in a row before the agent is locked out for a while.'),
    lockout: duration({ least: '1s', most: '1h' })
      .prefault('30s')
      .describe('The first time; it doubles with each further wrong PIN.'),
  })
  .prefault({})
  .describe('What comes of wrong PINs.');

/** Callers who ring too often are not let in for a while. */
export const frequentCallers = z
  .strictObject({
    calls: count(2).max(1_000).describe('Whoever calls so often'),
    within: duration({ least: '10s', most: '24h' }).describe('within so long'),
    block: duration({ least: '1min', most: '30d' }).describe('is refused for so long, from that call on.'),
  })
  .describe('Automatic block; it has an end. Default: nobody is blocked.');
