// SPDX-License-Identifier: GPL-2.0-or-later
// What does a backup say of itself? The manifest: the archive's last entry, so that one that was cut off has none.

import { z } from 'zod';
import { TelephonyError } from '../faults.js';

/** Names of the entries that every archive has. */
export const NAMES = { configuration: 'spillway.yaml', database: 'spillway.db', manifest: 'manifest.json' } as const;
/** Folders of the other entries: the shop's own prompts; prompts and tables named by a path, numbered; messages and recordings. */
export const FOLDERS = {
  prompts: 'prompts/',
  named: 'named-prompts/',
  tables: 'tables/',
  recordings: 'recordings/',
} as const;

const schema = z.object({
  /** Changes when an older version could not restore the archive: 2 has tables. */
  format: z.literal([1, 2]),
  /** The Spillway that wrote it. */
  version: z.string(),
  /** The moment as of which the database is. */
  at: z.number(),
  /** How many migrations the database has seen. */
  schema: z.int(),
  /** Callbacks promised and not yet kept. */
  openPromises: z.int(),
  /** Where the configuration was. */
  configuration: z.string(),
  /** Of conversations. null: none were asked for. `since`: those that began then or later; null: all. */
  recordings: z.object({ since: z.number().nullable() }).nullable(),
  /** Everything else in the archive. */
  files: z.array(z.object({ name: z.string(), size: z.int(), sha256: z.string() })),
});

/** What an archive says of itself. */
export type Manifest = z.output<typeof schema>;
/** One file of an archive. */
export type ManifestFile = Manifest['files'][number];

/** Throws BACKUP_DAMAGED when it is not a manifest, or one of a later form. */
export function readManifest(text: string, archive: string): Manifest {
  const read = schema.safeParse(parsed(text));
  if (read.success) return read.data;
  const first = read.error.issues[0];
  const place = first?.path.join('.');
  throw new TelephonyError('BACKUP_DAMAGED', `${archive}: its manifest cannot be used: ${place} ${first?.message}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether an entry may have this name: ours, and leading nowhere else. */
export function isOurs(name: string): boolean {
  if (Object.values<string>(NAMES).includes(name)) return true;
  if (!Object.values<string>(FOLDERS).some((folder) => name.startsWith(folder))) return false;
  const steps = name.split('/');
  return !name.includes('\0') && steps.every((step) => step !== '' && step !== '.' && step !== '..');
}
