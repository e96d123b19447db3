// SPDX-License-Identifier: GPL-2.0-or-later
// Which backups are there, is one whole, would it bring the box back? They are taken away at the machine: PINs and conversations are in them.

import { z } from 'zod';
import { route } from './route.js';
import { instant } from './values.js';

const act = z.enum(['make', 'verify', 'drill']);

const listed = z.object({
  name: z.string(),
  at: instant(),
  bytes: z.number(),
  /** The last that was found of it. */
  found: z
    .object({
      act,
      at: instant(),
      /** Empty: all is well. */
      wrong: z.array(z.string()),
      openPromises: z.number().optional(),
      files: z.number().optional(),
      /** Milliseconds until a drill was back. */
      took: z.number().optional(),
      calls: z.number().optional(),
      recordings: z.number().optional(),
    })
    .optional(),
});
export type ListedBackup = z.output<typeof listed>;

const all = z.object({
  directory: z.string(),
  /** The newest so many stay. */
  keep: z.number(),
  archives: z.array(listed),
  freeBytes: z.number(),
  /** A disk that fails takes the data and these with it. */
  sameDisk: z.boolean(),
  /** The name of the file of keys that no backup has in it. */
  keys: z.string().optional(),
  underWay: z.object({ act, name: z.string().optional(), since: instant() }).optional(),
  failed: z.object({ act, at: instant(), why: z.string() }).optional(),
});
export type Backups = z.output<typeof all>;

const params = z.object({ name: z.string().regex(/^spillway-\d{8}T\d{6}Z\.tar\.gz(\.\d+)?$/) });
export const backups = {
  list: route({
    method: 'GET',
    path: '/api/v1/backups',
    right: 'backups.manage',
    summary: 'The archives where the box puts them, what was found of each, and what is under way.',
    response: all,
  }),
  make: route({
    method: 'POST',
    path: '/api/v1/backups',
    right: 'backups.manage',
    idempotent: true,
    summary: 'Begins another one, `recordings`: with conversations; the list tells when it is there.',
    body: z.strictObject({ recordings: z.boolean().default(false) }),
    response: all,
  }),
  verify: route({
    method: 'POST',
    path: '/api/v1/backups/:name/verify',
    right: 'backups.manage',
    idempotent: true,
    summary: 'Begins to hold every byte of it against its manifest.',
    params,
    body: z.strictObject({}).optional(),
    response: all,
  }),
  drill: route({
    method: 'POST',
    path: '/api/v1/backups/:name/drill',
    right: 'backups.manage',
    idempotent: true,
    summary: 'Begins to restore it in a folder that goes again: how long it takes, and whether all came back.',
    params,
    body: z.strictObject({}).optional(),
    response: all,
  }),
};
