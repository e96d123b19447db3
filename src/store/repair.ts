// SPDX-License-Identifier: GPL-2.0-or-later
// What did a crash leave half done? Finds it at start-up, ends it honestly, and says what it did.

import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Instant } from '../kernel/index.js';
import type { Batch } from './batch.js';
import { endAgents, lastAlive } from './lifetime.js';
import type { CallbackRequestRow, CallRow, RecordingRow } from './rows.js';
import type { Store } from './store.js';

const PATIENCE = 10_000; // for a database that another program holds: then the start is refused, and says by whom

/** What start-up needs from others. */
export interface RepairOptions {
  readonly at: Instant;
  /** Where recordings are; catalogue rows name files below it. */
  readonly recordings: string;
  /** Mends the header of a WAV and tells its true length in milliseconds; throws when nothing can be mended. */
  readonly mendFile: (path: string) => number;
}

/** What was found and put right. */
export interface RepairReport {
  /** Calls in progress that the crash cut: now `interrupted`. */
  readonly calls: number;
  readonly legs: number;
  /** Callback requests given back to the pool. */
  readonly leases: number;
  /** Attempts under way, ended as `interrupted`; those that rang count. */
  readonly attempts: number;
  /** Recordings whose file was mended or found missing. */
  readonly recordings: number;
  /** WAV files that no catalogue row names, relative to the recordings directory. They are left where they are. */
  readonly orphans: readonly string[];
}

/** Run once after `openStore`, before the box takes calls. One batch, so that a crash in it repairs nothing by halves. */
export async function repair(store: Store, options: RepairOptions): Promise<RepairReport> {
  const { at } = options;
  const open = await readOpen(store);
  const alive = Math.min(at, (await lastAlive(store.reads)) ?? at);
  const batch = store.batch();

  const last = await lastEvents(store);
  for (const call of open.calls) {
    const endedAt = Math.max(call.offeredAt, last.get(call.id) ?? call.offeredAt);
    batch.update('call', call.id, { disposition: 'interrupted', endedAt });
    const { id, direction, queue, agent, request } = call;
    batch.event('call.ended', { call: id, direction, disposition: 'interrupted', queue, agent, request }, at);
  }
  for (const leg of open.legs) {
    const endedAt = Math.max(leg.offeredAt, last.get(leg.call) ?? leg.offeredAt);
    batch.update('leg', leg.id, { endedAt, clearedBy: 'interrupted' });
  }
  giveBack(batch, open, at);
  for (const recording of open.recordings) putRight(batch, recording, open, options);
  endAgents(batch, alive);

  const report = {
    calls: open.calls.length,
    legs: open.legs.length,
    leases: open.leases.length,
    attempts: open.attempts.length,
    recordings: open.recordings.length,
    orphans: await findOrphans(store, options.recordings),
  };
  batch.event('box.repaired', { ...report, orphans: report.orphans.length }, at);
  await store.commit(batch, { finishing: true, within: PATIENCE });
  return report;
}

/** Ends attempts under way as `interrupted`, and gives requests that somebody had taken back to the pool. */
export function giveBack(batch: Batch, { attempts, leases }: Pick<Open, 'attempts' | 'leases'>, at: Instant): void {
  for (const { id, request } of attempts) {
    batch.update('callbackAttempt', id, { endedAt: at, outcome: 'interrupted' });
    batch.event('callback.failed', { request, attempt: id, outcome: 'interrupted' }, at);
  }
  for (const { id, attempt, lastOutcome, attempts: used } of leases) {
    const outcome = attempt === null ? lastOutcome : 'interrupted';
    const rang = attempts.some((one) => one.id === attempt && one.rangAt !== null) ? 1 : 0;
    const free = { state: 'open', leaseOwner: null, leaseUntil: null, attempt: null } as const;
    batch.update('callbackRequest', id, { ...free, lastOutcome: outcome, attempts: used + rang });
    batch.event('callback.released', { request: id, outcome: 'interrupted' }, at);
  }
}

interface Open {
  readonly calls: readonly CallRow[];
  readonly legs: readonly { readonly id: string; readonly call: string; readonly offeredAt: Instant }[];
  readonly attempts: readonly { readonly id: string; readonly request: string; readonly rangAt: Instant | null }[];
  readonly leases: readonly CallbackRequestRow[];
  readonly recordings: readonly RecordingRow[];
}

async function readOpen({ reads }: Store): Promise<Open> {
  const requests = reads.selectFrom('callbackRequest').selectAll().where('closedAt', 'is', null);
  return {
    calls: await reads.selectFrom('call').selectAll().where('endedAt', 'is', null).execute(),
    legs: await reads.selectFrom('leg').select(['id', 'call', 'offeredAt']).where('endedAt', 'is', null).execute(),
    attempts: await reads
      .selectFrom('callbackAttempt')
      .select(['id', 'request', 'rangAt'])
      .where('endedAt', 'is', null)
      .execute(),
    leases: await requests
      .where((row) => row.or([row('state', '!=', 'open'), row('leaseOwner', 'is not', null)]))
      .execute(),
    recordings: await reads
      .selectFrom('recording')
      .selectAll()
      .where('state', 'in', ['expected', 'recording'])
      .execute(),
  };
}

/** When a call cut by the crash was last heard of: the nearest that we know to its end. */
async function lastEvents({ reads }: Store): Promise<Map<string, Instant>> {
  const rows = await reads
    .selectFrom('event')
    .innerJoin('call', 'call.id', 'event.call')
    .where('call.endedAt', 'is', null)
    .select(['call.id', (row) => row.fn.max('event.at').as('at')])
    .groupBy('call.id')
    .execute();
  return new Map(rows.map(({ id, at }) => [id, Number(at)]));
}

/** One that was only expected came to nothing, unless its file is there: then the box died before it wrote the beginning. */
function putRight(batch: Batch, recording: RecordingRow, { calls }: Open, options: RepairOptions): void {
  if (recording.state === 'recording') {
    batch.update('recording', recording.id, mend(recording, options));
    return;
  }
  if (!existsSync(join(options.recordings, recording.file))) {
    batch.delete('recording', recording.id);
    return;
  }
  const startedAt = calls.find(({ id }) => id === recording.call)?.bridgedAt ?? recording.startedAt;
  batch.update('recording', recording.id, { startedAt, ...mend({ ...recording, startedAt }, options) });
  const { id, call, agent, file } = recording;
  batch.event('recording.started', { recording: id, call, ...(agent === null ? {} : { agent }), file }, startedAt);
}

function mend(recording: RecordingRow, { recordings, mendFile, at }: RepairOptions) {
  try {
    const durationMs = mendFile(join(recordings, recording.file));
    return { state: 'repaired', durationMs, endedAt: recording.startedAt + durationMs, reason: 'interrupted' } as const;
  } catch (error) {
    return { state: 'failed', endedAt: at, reason: error instanceof Error ? error.message : String(error) } as const;
  }
}

async function findOrphans({ reads }: Store, directory: string): Promise<string[]> {
  const files = listWavs(directory);
  if (files.length === 0) return [];
  const known = await reads.selectFrom('recording').select('file').execute();
  const names = new Set(known.map(({ file }) => file));
  return files.filter((file) => !names.has(file));
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
