// SPDX-License-Identifier: GPL-2.0-or-later
// What can the file say about backups that the box makes itself? Where they go, and how many are kept.

import { z } from 'zod';

/** The nightly timer of the package names its own folder; these are for backups that people ask the running box for. */
export const backups = z
  .strictObject({
    directory: z
      .string()
      .min(1)
      .describe('Where they go; relative to this file. Default: `backups` in the data directory.')
      .exactOptional(),
    keep: z.int().min(1).max(1_000).default(14).describe('The newest so many stay there.'),
  })
  .prefault({})
  .describe('Backups that are asked for at the console; docs/backup.md.');
