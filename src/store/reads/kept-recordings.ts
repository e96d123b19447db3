// SPDX-License-Identifier: GPL-2.0-or-later
// Which files of recordings want something done, what did people write of them, and what was deleted?

import { sql } from 'kysely';
import type { Instant } from '../../kernel/index.js';
import type { DeletedRecordingRow, RecordingMarkRow } from '../kept-rows.js';
import type { RecordingRow } from '../rows.js';
import { type Page, type PageAsked, pageOf, type Reads } from './question.js';
import { NOBODYS, ofEither, type Reach } from './within-reach.js';

/** What is to be done with files that are over. */
export type WantedWork = 'seal' | 'clear' | 'archive';

export interface WorkAsked {
  readonly work: WantedWork;
  /** Ended before. */
  readonly before: Instant;
  readonly most: number;
  /** Of the archive's: behind this one. */
  readonly after?: { readonly at: Instant; readonly id: string } | undefined;
}

/** Rows whose files are to be read and sealed, or carried away; or which name a file that must still go. The oldest first. */
export async function recordingWork(
  reads: Reads,
  { work, before, most, after }: WorkAsked,
): Promise<readonly RecordingRow[]> {
  const all = reads.selectFrom('recording').selectAll().limit(most);
  if (work === 'clear') return all.where('leftover', 'is not', null).orderBy('id').execute();
  const ended = all.where('endedAt', 'is not', null).where('endedAt', '<', before).orderBy('endedAt');
  if (work === 'seal')
    return ended.where('sha256', 'is', null).where('state', 'in', ['complete', 'repaired', 'failed']).execute();
  return ended
    .where('sha256', 'is not', null)
    .where('kind', '=', 'conversation')
    .where('place', 'is', null)
    .where('leftover', 'is', null)
    .$if(after !== undefined, (rows) =>
      rows.where((is) => is(is.refTuple('endedAt', 'id'), '>', is.tuple(after?.at ?? 0, after?.id ?? ''))),
    )
    .orderBy('id')
    .execute();
}

/** How many bytes the archive has. */
export async function archivedBytes(reads: Reads): Promise<number> {
  const { rows } = await sql<{ bytes: number | null }>`
    select sum(bytes) as bytes from recording where place = 'archive'`.execute(reads);
  return rows[0]?.bytes ?? 0;
}

/** What people wrote of a recording, by its time; or one such note. */
export async function recordingMarks(
  reads: Reads,
  asked: { readonly recording: string } | { readonly mark: string },
): Promise<readonly RecordingMarkRow[]> {
  return reads
    .selectFrom('recordingMark')
    .selectAll()
    .where((is) => ('mark' in asked ? is('id', '=', asked.mark) : is('recording', '=', asked.recording)))
    .orderBy('atMs')
    .orderBy('id')
    .execute();
}

export interface DeletedAsked {
  readonly since?: Instant;
  readonly until?: Instant;
  /** Of one of these agents or queues. */
  readonly reach?: Reach | undefined;
}

/** Recordings that were deleted, by when they began; the newest first. */
export async function deletedRecordings(
  reads: Reads,
  { since = 0, until = Number.MAX_SAFE_INTEGER, reach }: DeletedAsked,
  { after, most }: PageAsked,
): Promise<Page<DeletedRecordingRow>> {
  const rows = await reads
    .selectFrom('deletedRecording')
    .selectAll()
    .where('startedAt', '>=', since)
    .where('startedAt', '<', until)
    .$if(reach !== undefined, (all) => all.where((is) => ofEither(is, reach ?? NOBODYS)))
    .$if(after !== undefined, (all) =>
      all.where((is) => is(is.refTuple('startedAt', 'id'), '<', is.tuple(after?.at ?? 0, after?.id ?? ''))),
    )
    .orderBy('startedAt', 'desc')
    .orderBy('id', 'desc')
    .limit(most + 1)
    .execute();
  return pageOf(rows, most, ({ startedAt, id }) => ({ at: startedAt, id }));
}

/** What a restored database has: calls, and promises that are open. */
export async function drilled(reads: Reads): Promise<{ readonly calls: number; readonly openPromises: number }> {
  const { rows } = await sql<{ calls: number; openPromises: number }>`select
    (select count(*) from call) as calls,
    (select count(*) from callback_request where closed_at is null) as "openPromises"`.execute(reads);
  return rows[0] ?? { calls: 0, openPromises: 0 };
}
