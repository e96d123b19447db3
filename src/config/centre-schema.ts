// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about access numbers, queues, agents, recording and what is kept?

import { z } from 'zod';
import { destination, destinationOrWait } from './destination-schema.js';
import { outside } from './outside-schema.js';
import { RIGHTS, supervises } from './people-schema.js';
import { count, digits, duration, hours, name, prompt } from './values.js';

/** A number that callers dial, as the exchange delivers it, and where it leads. */
export const accessNumber = z.strictObject({
  number: digits().describe('As the exchange delivers it.'),
  name: name().describe('For reports and agents: the television station, the advertisement.').exactOptional(),
  queue: name().describe('Where its callers wait.').exactOptional(),
  menu: name().describe('A dialogue by its name, in place of a queue.').exactOptional(),
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
  record: z.boolean().describe('Record its conversations; default: as the queue says.').exactOptional(),
  show: digits()
    .describe('The number shown to whom its callers are given outside; default: itself, if it is presentable.')
    .exactOptional(),
});

const announce = z
  .strictObject({
    position: z.boolean().default(true).describe('Tell callers their position.'),
    every: duration({ least: '10s' }).prefault('30s').describe('How often they are told.'),
  })
  .prefault({})
  .describe('What waiting callers are told.');

const queueCallback = z
  .strictObject({
    order: z
      .enum(['customerFirst', 'agentFirst'])
      .default('customerFirst')
      .describe('Who is called first; the customer is asked to press a key before an agent is given to him.'),
    mode: z
      .enum(['push', 'pull'])
      .default('push')
      .describe('`push`: the system makes them in a trough; `pull`: only agents who ask for the next one.'),
  })
  .prefault({})
  .describe('How its promises are kept.');

/** Where calls wait. */
export const queue = z.strictObject({
  name: name().describe('As access numbers, agents and reports call it.'),
  strategy: z
    .enum(['longestIdle'])
    .default('longestIdle')
    .describe('Who is offered a call: the agent who has been idle longest.'),
  ringTimeout: duration({ least: '5s', most: '2min' }).prefault('15s').describe('Then the agent becomes not ready.'),
  wrapUp: duration({ most: '1h' }).prefault('15s').describe('Pause after each call.'),
  music: prompt().default('queue-music').describe('What waiting callers hear: a prompt, or the path of a WAV file.'),
  announce,
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
  callback: queueCallback,
  breaks: count(1)
    .describe('So many of its agents may be on a break at once; who asks for one more is refused; default: no limit.')
    .exactOptional(),
  serviceLevel: duration({ least: '1s' })
    .prefault('20s')
    .describe('The service level counts calls answered within this.'),
  record: z.boolean().default(true).describe('Record its conversations.'),
  show: digits().describe('The number shown in calls outside for its callers and by its agents.').exactOptional(),
});

/** A person who answers. */
export const agent = z.strictObject({
  id: z
    .string()
    .regex(/^\d{1,12}$/, 'is not an agent id: write 1 to 12 digits, to be dialled')
    .describe('Dialled to sign in.'),
  name: name().describe('As lists and reports show him.'),
  pin: z
    .string()
    .regex(/^\d{4,12}$/, 'is not a PIN: write 4 to 12 digits')
    .describe('Better given by `spillway agents pin`: that one is kept as a hash, and goes before this one.')
    .exactOptional(),
  pinHash: z
    .string()
    .regex(/^scrypt\$/, 'is not a PIN hash: it begins with scrypt$')
    .describe('A PIN as a hash, in place of `pin`.')
    .exactOptional(),
  queues: z.array(name()).min(1).describe('Whose calls he takes.'),
  record: z.boolean().describe('false: his conversations are never recorded.').default(true),
  rights: z.array(z.enum(RIGHTS)).describe('What he may do besides, such as `hours.change`.').exactOptional(),
  class: name().describe('His class of service; default: `dialling.class`.').exactOptional(),
  show: digits().describe('The number shown in calls that he makes.').exactOptional(),
  outside: outside
    .describe('He may talk at a number outside; default: at telephones of the house alone.')
    .exactOptional(),
  supervises: supervises(),
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
      .describe('Calls with their contacts, segments and captures. Not shorter than `recordings`, which name them.'),
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
