// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about the log?

import { z } from 'zod';

/** Where the log goes and how much of it. Read at the start; a changed file wants a restart. */
export const log = z
  .strictObject({
    file: z
      .string()
      .min(1)
      .describe('Relative to this file; SIGUSR2 opens it anew, for logrotate. Default: standard error, so the journal.')
      .exactOptional(),
    form: z
      .enum(['lines', 'json'])
      .describe('Lines for people, or JSON. Default: lines at a terminal, JSON in a file and elsewhere.')
      .exactOptional(),
    level: z
      .enum(['debug', 'info', 'warn', 'error'])
      .default('info')
      .describe('What is written: this and what is graver.'),
  })
  .prefault({})
  .describe('Where the log goes, and how much of it.');
