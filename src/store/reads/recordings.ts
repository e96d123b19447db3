// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings are there, which are over their time, and which files does no row name?

import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import { isOfHeldCall } from '../keeping.js';
import type { RecordingRow } from '../rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';

const AT_ONCE = 10_000; // rows in one query

/** Recordings that began before an instant and are over, but for those that are held; the oldest first. */
export async function oldRecordings(
  reads: Reads,
  { before }: { readonly before: Instant },
  { after, most }: PageAsked,
): Promise<Page<RecordingRow>> {
  const all = reads
    .selectFrom('recording')
    .selectAll()
    .where('startedAt', '<', before)
    .where('held', '=', 0)
    .where(sql<boolean>`not ${sql.raw(isOfHeldCall('recording.call'))}`)
    .where('state', 'not in', ['expected', 'recording'])
    .orderBy('startedAt')
    .orderBy('id');
  const behind =
    after === undefined
      ? all
      : all.where((is) => is(is.refTuple('startedAt', 'id'), '>', is.tuple(after.at, after.id)));
  return pageOf(await behind.limit(most + 1).execute(), most, ({ startedAt, id }) => ({ at: startedAt, id }));
}

/** Files, relative to the recordings directory, of messages that are whole, and of conversations that began at an instant or later; null: of none. */
export async function wholeRecordings(
  reads: Reads,
  { since }: { readonly since: Instant | null },
): Promise<readonly string[]> {
  const rows = await reads
    .selectFrom('recording')
    .select('file')
    .where('state', 'in', ['complete', 'repaired'])
    .where(({ eb, or }) => or([eb('kind', '=', 'message'), ...(since === null ? [] : [eb('startedAt', '>=', since)])]))
    .orderBy('startedAt')
    .execute();
  return rows.map(({ file }) => file);
}

/** WAV files below a directory that no catalogue row names, relative to it. */
export async function orphanedFiles(
  reads: Reads,
  { directory }: { readonly directory: string },
): Promise<readonly string[]> {
  const files = new Set(listWavs(directory));
  const named = reads.selectFrom('recording').select(['id', 'file']).orderBy('id').limit(AT_ONCE);
  for (let after = ''; files.size > 0; ) {
    const rows = await named.where('id', '>', after).execute();
    for (const { file } of rows) files.delete(file);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  return [...files];
}

function listWavs(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.wav'))
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
