// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings are there, which are over their time, and which files does no row name?

import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { sql } from 'kysely';
import type { Direction } from '../../bus/index.js';
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

/** What is looked for among recordings; all of it must hold. */
export interface RecordingsAsked {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  /** Canonical, of the customer; `digits`: the same as it was typed. */
  readonly number?: { readonly canonical: string; readonly digits: string } | undefined;
  readonly call?: string | undefined;
  readonly agent?: string | undefined;
  /** A recording's id, or what it ends in. */
  readonly id?: string | undefined;
}

/** A recording and with whom it was. */
export interface ListedRecording extends RecordingRow {
  /** The customer's number; null when withheld. Personal. */
  readonly number: string | null;
  readonly direction: Direction;
}

const LOOKED_AT = 10_000; // recordings a page, whether they are meant or not

/** Recordings, the newest first, but for those that are only expected. A page may have few rows, or none, and still there are more. */
export async function listedRecordings(
  reads: Reads,
  { since, until, number, call, agent, id }: RecordingsAsked,
  { after, most }: PageAsked,
): Promise<Page<ListedRecording>> {
  const stretch = reads
    .selectFrom('recording')
    .orderBy('recording.startedAt', 'desc')
    .orderBy('recording.id', 'desc')
    .$if(since !== undefined, (all) => all.where('recording.startedAt', '>=', since ?? 0))
    .$if(until !== undefined, (all) => all.where('recording.startedAt', '<', until ?? 0))
    .$if(call !== undefined, (all) => all.where('recording.call', '=', call ?? ''))
    .$if(after !== undefined, (all) =>
      all.where((is) =>
        is(is.refTuple('recording.startedAt', 'recording.id'), '<', is.tuple(after?.at ?? 0, after?.id ?? '')),
      ),
    );
  const sparse = [number, agent, id].some((one) => one !== undefined);
  const edge = stretch.select(['recording.startedAt', 'recording.id']).offset(LOOKED_AT - 1);
  const end = sparse ? await edge.limit(1).executeTakeFirst() : undefined;
  const customer = sql<string | null>`iif(call.direction = 'inbound', call.calling, call.called)`;
  const read = await stretch
    .innerJoin('call', 'call.id', 'recording.call')
    .selectAll('recording')
    .select(['call.direction', customer.as('number')])
    .where('recording.state', '<>', 'expected')
    .$if(end !== undefined, (all) =>
      all.where((is) =>
        is(is.refTuple('recording.startedAt', 'recording.id'), '>=', is.tuple(end?.startedAt ?? 0, end?.id ?? '')),
      ),
    )
    .$if(agent !== undefined, (all) => all.where('recording.agent', '=', agent ?? ''))
    .$if(id !== undefined, (all) => all.where(sql<boolean>`substr(recording.id, ${-(id?.length ?? 0)}) = ${id}`))
    .$if(number !== undefined, (all) =>
      all.where((is) =>
        is.or([
          is('call.calling', '=', number?.canonical ?? ''),
          is('call.called', 'in', [number?.canonical ?? '', number?.digits ?? '']),
          is('call.callingRaw', '=', number?.digits ?? ''),
        ]),
      ),
    )
    .limit(most + 1)
    .execute();
  const rows = read.slice(0, most);
  const last = rows.at(-1);
  const next = read.length > most && last !== undefined ? last : end;
  return next === undefined ? { rows } : { rows, next: { at: next.startedAt, id: next.id } };
}

/** Files of recordings that are whole and began at an instant or later, relative to the recordings directory. */
export async function wholeRecordings(
  reads: Reads,
  { since }: { readonly since: Instant },
): Promise<readonly string[]> {
  const rows = await reads
    .selectFrom('recording')
    .select('file')
    .where('state', 'in', ['complete', 'repaired'])
    .where('startedAt', '>=', since)
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
