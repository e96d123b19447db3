// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about alarms? Who outside the box is told.

import { z } from 'zod';
import { duration } from './values.js';

const webHook = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/, error: 'is not a web address: write https://...' })
      .describe('Every alarm is posted here as JSON, when it is raised and when it is over.'),
    secret: z
      .string()
      .min(8, 'is too short: write at least 8 characters')
      .describe('Signs what is posted: header spillway-signature, HMAC-SHA256.')
      .exactOptional(),
    timeout: duration({ least: '100ms', most: '1min' }).prefault('10s').describe('How long an answer may take.'),
  })
  .describe('docs/operating.md says what is posted.');

/** Alarms of the box. */
export const alarms = z
  .strictObject({ webHook: webHook.exactOptional() })
  .prefault({})
  .describe('Who outside the box is told of alarms.');
