// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about whom the box tells? One mail, a list of web addresses, and when yesterday's figures go out.

import { z } from 'zod';
import { LANGUAGES } from '../kernel/index.js';
import { duration, timeOfDay } from './values.js';

/** A secret as it is, or where it stands: read anew at each attempt. */
export const secret = (least: number) =>
  z.union(
    [
      z.string().min(least, `is too short: write at least ${least} characters`),
      z.strictObject({ environment: z.string().min(1).describe('The name of a variable of the environment.') }),
      z.strictObject({ file: z.string().min(1).describe('A file that has it alone; relative to this file.') }),
    ],
    { error: 'is not a secret: write { environment: NAME } or { file: PATH }' },
  );

const level = (standard: 'minor' | 'none') =>
  z
    .enum(['critical', 'major', 'minor', 'none'])
    .default(standard)
    .describe('Which alarms, raised and over: from this severity on; none: no alarm.');

const language = z.enum(LANGUAGES).describe('Of what is sent. Default: the language of the file.').exactOptional();

export const mailAddress = z.string().regex(/^[^\s@<>]+@[^\s@<>]+$/, 'is not a mail address: write name@example.com');

/** The shop's mail server, and who gets mail. */
export const mail = z
  .strictObject({
    host: z.string().min(1).describe('The mail server.'),
    port: z.int().min(1).max(65_535).default(587).describe('Its port.'),
    tls: z
      .enum(['starttls', 'tls', 'none'])
      .default('starttls')
      .describe('starttls (port 587), tls from the first byte (port 465), or none: in a network of your own only.'),
    user: z.string().min(1).describe('As whom the box signs in there; default: it does not.').exactOptional(),
    password: secret(1).describe('Better { environment: NAME } or { file: PATH } than in this file.').exactOptional(),
    from: mailAddress.describe('Who the mail comes from.'),
    to: z.array(mailAddress).min(1).describe('Who gets it.'),
    language,
    alarms: level('minor'),
    dailyReport: z.boolean().default(true).describe("Whether yesterday's figures are sent."),
    timeout: duration({ least: '100ms', most: '5min' }).prefault('30s').describe('How long the server may take.'),
  })
  .describe('Alarms and figures by mail: docs/outbox.md.');

/** Where else messages go. */
export const hooks = z
  .array(
    z.strictObject({
      name: z
        .string()
        .regex(/^[\w-]{1,32}$/, 'is not a name: write up to 32 letters, digits, "-" and "_"')
        .describe('For `spillway outbox` and for alarms about it; not `mail`.'),
      form: z
        .enum(['web', 'wecom', 'dingtalk', 'feishu'])
        .describe('What is posted: JSON for a program (web), or a message of a chat robot: WeCom, DingTalk, Feishu.'),
      url: z
        .url({ protocol: /^https?$/, error: 'is not a web address: write https://...' })
        .refine((url) => !/^\w+:\/\/[^/?#]*@/.test(url), 'is an address with a user in it: write it without')
        .describe('Where it is posted; of a robot the whole address that its group shows.'),
      secret: secret(8)
        .describe(
          'Signs what is posted: web by header spillway-signature, DingTalk and Feishu as they want it; WeCom has none.',
        )
        .exactOptional(),
      language,
      alarms: level('minor'),
      dailyReport: z.boolean().default(false).describe("Whether yesterday's figures are sent."),
      events: z
        .array(
          z
            .string()
            .regex(
              /^[A-Za-z]+(\.[A-Za-z]+)*$/,
              'is not an event: write a type or its beginning, such as offer.made or call',
            ),
        )
        .default([])
        .describe(
          'web: events of the box that are posted, by type or beginning (offer.made, call), each with its contact.',
        ),
      template: z
        .record(z.string().min(1).max(64), z.string().max(1_000))
        .describe(
          'web: what is posted in place of the message: a text for each key, values in braces, {box} or {contact_number}; {text} is all in words.',
        )
        .exactOptional(),
      timeout: duration({ least: '100ms', most: '1min' }).prefault('10s').describe('How long an answer may take.'),
    }),
  )
  .default([])
  .describe('Web hooks and chat robots: docs/outbox.md.');

/** When yesterday's figures go out. */
export const dailyReport = z
  .strictObject({
    at: timeOfDay().default('08:00').describe('Time of day in the zone of the file.'),
  })
  .prefault({})
  .describe("Yesterday's figures, to all targets with dailyReport: true.");
