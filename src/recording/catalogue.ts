// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings are there? A row for each, on the disk before the file's first sample.

import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { BusinessEvents } from '../bus/index.js';
import type { Duration, Ids, Instant } from '../kernel/index.js';
import type { Batch, RecordingRow, Store } from '../store/index.js';
import { recordingPath } from './path.js';

export interface CatalogueOptions {
  readonly store: Store;
  readonly ids: Ids;
  /** The recordings directory, absolute. */
  readonly directory: string;
  /** Days in paths are of this time zone. */
  readonly zone: string;
}

/** What is to be recorded. */
export interface RecordingOf {
  readonly call: string;
  readonly agent?: string | null;
  readonly queue?: string | null;
  /** How many recordings the call has had; default 0. */
  readonly before?: number;
}

/** A row that is durable, and the file to record into. */
export interface RecordingEntry {
  readonly id: string;
  readonly call: string;
  readonly agent: string | null;
  /** Absolute; its folder is there. */
  readonly file: string;
}

/** How a recording went. */
export interface RecordingEnding {
  readonly durationMs: Duration;
  readonly gapMs: Duration;
  /** Why it stopped early: `diskFull`, `diskError`. */
  readonly failure?: string | undefined;
}

/** The catalogue of recordings. */
export class Catalogue {
  readonly directory: string;
  readonly #store: Store;
  readonly #ids: Ids;
  readonly #zone: string;

  constructor({ store, ids, directory, zone }: CatalogueOptions) {
    this.#store = store;
    this.#ids = ids;
    this.#zone = zone;
    this.directory = directory;
  }

  /**
   * Makes the row and the folder. Resolves when the row is durable: only then may the recorder start. The call's row must
   * be there. Rejects with STORE_FULL when there is no room: the call goes on without a recording.
   */
  async begin(of: RecordingOf, at: Instant): Promise<RecordingEntry> {
    const { call, agent = null, queue = null } = of;
    const batch = this.#store.batch();
    const path = recordingPath(call, batch.utc(at), { zone: this.#zone, ordinal: (of.before ?? 0) + 1 });
    const entry: RecordingEntry = { id: this.#ids.next('recording'), call, agent, file: join(this.directory, path) };
    batch.insert('recording', { id: entry.id, call, agent, queue, file: path, startedAt: at, state: 'recording' });
    batch.event('recording.started', { ...subject(entry), file: path }, at);
    mkdirSync(dirname(entry.file), { recursive: true }); // at once: nothing but the store may hold up a lock-step tick
    await this.#store.commit(batch);
    return entry;
  }

  /** Notes that the disk did not follow: `gapMs` of silence stand at `atMs` of the file. */
  async gap(
    entry: RecordingEntry,
    gap: { readonly atMs: Duration; readonly gapMs: Duration },
    at: Instant,
  ): Promise<void> {
    const batch = this.#store.batch().event('recording.gap', { ...subject(entry), ...gap }, at);
    await this.#store.commit(batch, { finishing: true });
  }

  /** Puts the end into a batch, so that it is committed with what ended the recording. */
  end(batch: Batch, entry: RecordingEntry, ending: RecordingEnding, at: Instant): void {
    const { durationMs, gapMs, failure } = ending;
    const state = failure === undefined ? 'complete' : 'failed';
    batch.update('recording', entry.id, { state, durationMs, gapMs, endedAt: at, reason: failure ?? null });
    if (failure === undefined)
      batch.event('recording.ended', { ...subject(entry), durationMs: Math.floor(durationMs) }, at);
    else batch.event('recording.failed', { ...subject(entry), reason: failure }, at);
  }

  /** Commits the end by itself. */
  async finish(entry: RecordingEntry, ending: RecordingEnding, at: Instant): Promise<void> {
    const batch = this.#store.batch();
    this.end(batch, entry, ending, at);
    await this.#store.commit(batch, { finishing: true });
  }

  /** Recordings that are older than the retention time, but for those that are held. */
  expired(now: Instant, retention: Duration): Promise<RecordingRow[]> {
    return this.#store.reads
      .selectFrom('recording')
      .selectAll()
      .where('startedAt', '<', now - retention)
      .where('held', '=', 0)
      .where('state', '!=', 'recording')
      .orderBy('startedAt')
      .execute();
  }

  /** Deletes files and rows of what `expired` finds; an event remains of each. Returns what was deleted. */
  async purge(now: Instant, retention: Duration): Promise<RecordingRow[]> {
    const rows = await this.expired(now, retention);
    for (const { id, call, file } of rows) {
      await rm(join(this.directory, file), { force: true });
      const batch = this.#store.batch().delete('recording', id);
      batch.event('recording.purged', { recording: id, call, file }, now);
      await this.#store.commit(batch, { finishing: true });
    }
    return rows;
  }
}

function subject({
  id,
  call,
  agent,
}: RecordingEntry): Pick<BusinessEvents['recording.ended'], 'recording' | 'call' | 'agent'> {
  return { recording: id, call, ...(agent === null ? {} : { agent }) };
}
