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

/** Before when recordings are over their time: all, and those of some queues. */
export interface OldRecordingsAsked {
  readonly before: Instant;
  readonly queues?: Readonly<Record<string, Instant>>;
}

/** Of a recording: since when it would have to be. */
export const agedBefore = ({ before, queues = {} }: OldRecordingsAsked, queue: string) =>
  sql<number>`coalesce((select value from json_each(${JSON.stringify(queues)}) where key = ${sql.ref(queue)}), ${before})`;

/** Recordings that began before an instant and are over, but for those that are held; the oldest first. */
export async function oldRecordings(
  reads: Reads,
  asked: OldRecordingsAsked,
  { after, most }: PageAsked,
): Promise<Page<RecordingRow>> {
  const latest = Math.max(asked.before, ...Object.values(asked.queues ?? {}));
  const all = reads
    .selectFrom('recording')
    .selectAll()
    .where('startedAt', '<', latest)
    .where((is) => is('startedAt', '<', agedBefore(asked, 'recording.queue')))
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
): Promise<readonly Pick<RecordingRow, 'file' | 'place' | 'key'>[]> {
  return reads
    .selectFrom('recording')
    .select(['file', 'place', 'key'])
    .where('state', 'in', ['complete', 'repaired'])
    .where(({ eb, or }) => or([eb('kind', '=', 'message'), ...(since === null ? [] : [eb('startedAt', '>=', since)])]))
    .orderBy('startedAt')
    .execute();
}

/** WAV files, sealed ones among them, below a directory that no catalogue row names, relative to it. */
export async function orphanedFiles(
  reads: Reads,
  { directory }: { readonly directory: string },
): Promise<readonly string[]> {
  const files = new Set(listWavs(directory));
  const named = reads.selectFrom('recording').select(['id', 'file', 'leftover']).orderBy('id').limit(AT_ONCE);
  for (let after = ''; files.size > 0; ) {
    const rows = await named.where('id', '>', after).execute();
    for (const { file, leftover } of rows) for (const one of [file, leftover ?? '']) files.delete(one);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.id;
  }
  return [...files];
}

function listWavs(directory: string): string[] {
  try {
    return readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.wav(\.sealed)?$/.test(entry.name))
      .map((entry) => relative(directory, join(entry.parentPath, entry.name)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
