// SPDX-License-Identifier: GPL-2.0-or-later
// What did a crash leave half done? Finds it at start-up, ends it honestly, and says what it did.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../kernel/index.js';
import type { Batch } from './batch.js';
import { CRASH, endAgents } from './lifetime.js';
import type { Unfinished } from './reads/unfinished.js';
import type { RecordingRow } from './rows.js';
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
  const open = await store.ask('unfinished', null);
  const alive = Math.min(at, open.alive ?? at);
  const batch = store.batch();

  const last = open.lastEvents;
  for (const call of open.calls) {
    const endedAt = Math.max(call.offeredAt, last.get(call.id) ?? call.offeredAt);
    batch.update('call', call.id, { disposition: 'interrupted', endedAt });
    const { id, direction, queue, agent, request } = call;
    const ended = { call: id, direction, disposition: 'interrupted', reason: CRASH, queue, agent, request } as const;
    batch.event('call.ended', ended, at);
    batch.endSegments(id, endedAt, 'interrupted');
  }
  endContacts(batch, open);
  for (const leg of open.legs) {
    const endedAt = Math.max(leg.offeredAt, last.get(leg.call) ?? leg.offeredAt);
    batch.endLeg(leg.call, leg.id, endedAt, 'interrupted');
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
    orphans: await store.ask('orphanedFiles', { directory: options.recordings }),
  };
  batch.event('box.repaired', { ...report, orphans: report.orphans.length }, at);
  await store.commit(batch, { finishing: true, within: PATIENCE });
  return report;
}

/** Ends attempts under way as `interrupted`, and gives requests that somebody had taken back to the pool. */
export function giveBack(
  batch: Batch,
  { attempts, leases }: Pick<Unfinished, 'attempts' | 'leases'>,
  at: Instant,
): void {
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

/** A contact ends with the last of its calls. */
function endContacts(batch: Batch, { contacts, calls, lastEvents }: Unfinished): void {
  for (const contact of contacts) {
    const own = calls.filter((call) => (call.contact ?? call.id) === contact);
    const ends = own.map(({ id, offeredAt }) => Math.max(offeredAt, lastEvents.get(id) ?? offeredAt));
    batch.endContact(contact, Math.max(0, ...ends), 'interrupted');
  }
}

/** One that was only expected came to nothing, unless its file is there: then the box died before it wrote the beginning. */
function putRight(batch: Batch, recording: RecordingRow, { talkSince }: Unfinished, options: RepairOptions): void {
  if (recording.state === 'recording') {
    batch.update('recording', recording.id, mend(recording, options));
    return;
  }
  if (!existsSync(join(options.recordings, recording.file))) {
    batch.delete('recording', recording.id);
    return;
  }
  const startedAt = talkSince.get(recording.call) ?? recording.startedAt;
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
