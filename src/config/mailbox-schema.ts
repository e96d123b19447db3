// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about boxes in which callers leave messages, and does it agree with the rest?

import { z } from 'zod';
import { BOX_NAME, boxFull } from './destination-schema.js';
import { emergencyNumbers } from './emergency.js';
import type { Finding, Path } from './problems.js';
import { duplicates, unknownName } from './references.js';
import type { Config } from './schema.js';
import { mailAddress } from './tell-schema.js';
import { count, digits, duration, name, prompt } from './values.js';

/** The dialogue by which people hear their messages who call from outside. */
export const VOICEMAIL = 'voicemail';

const mailbox = z
  .strictObject({
    name: z
      .string()
      .regex(BOX_NAME, 'is not the name of a box: write up to 32 letters and digits, of any script, "-" and "_"')
      .describe('As destinations, commands and reports call it.'),
    number: z
      .string()
      .regex(/^\d{1,12}$/, 'is not the number of a box: write 1 to 12 digits')
      .describe('Dialled to leave a message in it, to send one on to it, to forward a telephone to it; default: none.')
      .exactOptional(),
    agents: z
      .array(z.string())
      .default([])
      .describe('Agents whose box it is, by their ids: they hear its messages with their PINs.'),
    queues: z.array(name()).default([]).describe('All agents of these queues are such.'),
    stations: z
      .array(z.string())
      .default([])
      .describe(
        'Telephones that tell of new messages, by their numbers, beside those at which its agents are signed in.',
      ),
    greeting: prompt().default('leave-a-message').describe('Heard before the tone.'),
    longest: duration({ least: '5s', most: '1h' }).prefault('3min').describe('A message ends after this.'),
    shortest: duration({ most: '30s' })
      .prefault('1s')
      .describe('Less than this, or nothing said at all, is no message.'),
    silence: duration({ least: '2s', most: '1min' })
      .prefault('6s')
      .describe('When nobody has spoken for so long, the message is over.'),
    quota: count(1).max(10_000).default(100).describe('So many messages are kept in it; then it is full.'),
    full: boxFull()
      .default({ kind: 'refuse' })
      .describe('Where a caller goes, once he was told, when it is full or the disk is; default: goodbye.'),
    mail: z
      .array(mailAddress)
      .default([])
      .describe('Who gets each message by mail, the WAV attached; it goes by the server of `mail`.'),
    notify: digits()
      .describe('This number outside is called for each new message, until somebody there presses 1; default: none.')
      .exactOptional(),
  })
  .describe('A box.');
export type MailboxConfig = z.output<typeof mailbox>;

export const mailboxes = z
  .array(mailbox)
  .max(1_000)
  .default([])
  .describe('Boxes for messages, of agents, groups and access numbers: docs/voicemail.md.');

/** Names and numbers that are one thing only, and those that must be there. */
export function checkMailboxes(config: Config): Finding[] {
  const { agents, mailboxes: boxes, mail, queues, stations } = config;
  const known = {
    agents: agents.map(({ id }) => id),
    queues: queues.map(({ name }) => name),
    stations: stations.map(({ number }) => number),
  };
  const saved = emergencyNumbers(config);
  const kinds = [
    ['agents', 'agent'],
    ['queues', 'queue'],
    ['stations', 'station'],
  ] as const;
  return [
    ...duplicates(boxes, ['mailboxes'], 'name'),
    ...duplicates(boxes, ['mailboxes'], 'number'),
    ...boxes.flatMap((box, index) =>
      kinds.flatMap(([list, kind]) =>
        box[list].flatMap((one, place) => unknownName(one, kind, known[list], ['mailboxes', index, list, place])),
      ),
    ),
    ...boxes.flatMap(({ number, mail: to, notify = '', ...box }, index) => {
      const path: Path = ['mailboxes', index];
      const whose = number === undefined ? undefined : whoseNumber(config, box.name, number);
      return [
        ...(whose === undefined
          ? []
          : [{ path: [...path, 'number'], text: `"number": ${number} is ${whose}: give the box another one` }]),
        ...(to.length > 0 && mail === undefined
          ? [{ path: [...path, 'mail'], text: '"mail": there is no mail server: write `mail`, too' }]
          : []),
        ...(saved.includes(notify)
          ? [
              {
                path: [...path, 'notify'],
                text: `"notify": ${notify} is an emergency number: nobody is told of messages there`,
              },
            ]
          : []),
      ];
    }),
  ];
}

/** A box of one agent alone may have his own number. */
function whoseNumber({ agents, mailboxes: boxes, stations }: Config, name: string, number: string): string | undefined {
  const own = boxes.find((box) => box.name === name)?.agents ?? [];
  if (stations.some((station) => station.number === number)) return 'a station';
  const isOwn = own.length === 1 && own[0] === number;
  return agents.some(({ id }) => id === number) && !isOwn
    ? 'an agent who is not the one that it belongs to'
    : undefined;
}

/** Prompts that they name, and where. */
export function promptsOfMailboxes({ mailboxes: boxes }: Config): (readonly [string, Path])[] {
  return boxes.map(({ greeting }, index) => [greeting, ['mailboxes', index, 'greeting']] as const);
}

/** Whether an agent hears what is left in a box. */
export function hears(
  { agents, queues }: MailboxConfig,
  agent: { readonly id: string; readonly queues: readonly string[] },
): boolean {
  return agents.includes(agent.id) || agent.queues.some((queue) => queues.includes(queue));
}
