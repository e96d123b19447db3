// SPDX-License-Identifier: GPL-2.0-or-later
// Which recordings are there? A row for each, on the disk before the file's first sample.

import { rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { BusinessEvents } from '../bus/index.js';
import type { Duration, Ids, Instant } from '../kernel/index.js';
import type { Batch, RecordingKind, RecordingRow, Store } from '../store/index.js';
import { deleteRecordings } from './deletion.js';
import { recordingPath } from './path.js';
import type { Folders } from './sound.js';

export interface CatalogueOptions {
  readonly store: Store;
  readonly ids: Ids;
  /** The recordings directory, absolute. */
  readonly directory: string;
  /** Days in paths are of this time zone. */
  readonly zone: string;
  /** Where old ones are, as the file says now; default: all lie in the directory. */
  readonly folders?: () => Folders;
}

/** What is to be recorded. */
export interface RecordingOf {
  readonly call: string;
  readonly agent?: string | null;
  readonly queue?: string | null;
  /** Default: a conversation. */
  readonly kind?: RecordingKind;
  /** How many recordings the call has had; default 0. */
  readonly before?: number;
}

/** A row of the catalogue, and the file to record into. */
export interface RecordingEntry {
  readonly id: string;
  readonly call: string;
  readonly agent: string | null;
  readonly kind: RecordingKind;
  /** Absolute; its folder is made with it. */
  readonly file: string;
}

/** What is missing in a recording. */
export interface RecordingGap {
  readonly atMs: Duration;
  readonly gapMs: Duration;
  readonly silenceMs: Duration;
}

/** How a recording went. */
export interface RecordingEnding {
  readonly durationMs: Duration;
  readonly gapMs: Duration;
  /** Why it stopped early: `diskFull`, `diskError`. */
  readonly failure?: string | undefined;
  /** When it ended; default: when the end is written. */
  readonly endedAt?: Instant;
}

const PURGED_AT_ONCE = 50;

/** The catalogue of recordings. */
export class Catalogue {
  readonly directory: string;
  readonly #store: Store;
  readonly #ids: Ids;
  readonly #zone: string;
  readonly #folders: () => Folders;
  #given = { second: 0, paths: new Set<string>() };

  constructor({ store, ids, directory, zone, folders = () => ({ recordings: directory }) }: CatalogueOptions) {
    this.#folders = folders;
    this.#store = store;
    this.#ids = ids;
    this.#zone = zone;
    this.directory = directory;
  }

  /** What will be recorded, named after the time at which that is known. Nothing is written yet. */
  entry(of: RecordingOf, at: Instant): RecordingEntry {
    const { call, agent = null, before = 0, kind = 'conversation' } = of;
    const file = join(this.directory, this.#path({ call, kind }, this.#store.batch().utc(at), before + 1));
    return { id: this.#ids.next('recording'), call, agent, kind, file };
  }

  /** No name is given twice within a second: by the next one it is another name. */
  #path(of: Pick<RecordingEntry, 'call' | 'kind'>, at: Instant, first: number): string {
    const second = Math.floor(at / 1_000);
    if (second !== this.#given.second) this.#given = { second, paths: new Set() };
    const path = recordingPath(of.call, at, { zone: this.#zone, ordinal: first, kind: of.kind });
    if (this.#given.paths.has(path)) return this.#path(of, at, first + 1);
    this.#given.paths.add(path);
    return path;
  }

  /**
   * Makes the row of what is expected. Resolves when it is durable: only then may a byte go into the file. The call's row
   * must be there. Rejects with STORE_FULL when there is no room: the call goes on without a recording.
   */
  async expect(entry: RecordingEntry, queue: string | null, at: Instant): Promise<void> {
    await this.#store.commit(this.put(this.#store.batch(), entry, queue, at));
  }

  /** Puts the row of what is expected into a batch, so that it is committed with what belongs to it. */
  put(batch: Batch, entry: RecordingEntry, queue: string | null, at: Instant): Batch {
    const { id, call, agent, kind } = entry;
    const file = relative(this.directory, entry.file);
    return batch.insert('recording', { id, call, agent, queue, kind, file, startedAt: at, state: 'expected' });
  }

  /** Takes the row of what came to nothing away, also one that is still on its way to the disk. */
  async cancel({ id }: RecordingEntry): Promise<void> {
    const batch = this.#store.batch();
    batch.deleteWhere('recording', { id, state: 'expected' });
    await this.#store.commit(batch, { finishing: true });
  }

  /** Writes that the recording began, and of whom it is. */
  async begin(entry: RecordingEntry, at: Instant): Promise<void> {
    const { id, agent } = entry;
    const batch = this.#store.batch().update('recording', id, { agent, startedAt: at, state: 'recording' });
    batch.event('recording.started', { ...subject(entry), file: relative(this.directory, entry.file) }, at);
    await this.#store.commit(batch, { finishing: true });
  }

  /** Notes that the disk did not follow: `gapMs` are missing at `atMs` of the file, where `silenceMs` of silence stand. */
  async gap(entry: RecordingEntry, gap: RecordingGap, at: Instant): Promise<void> {
    const batch = this.#store.batch().event('recording.gap', { ...subject(entry), ...gap }, at);
    await this.#store.commit(batch, { finishing: true });
  }

  /** Takes a recording away whose file nobody is to have: the row, then the file. */
  async discard({ id, file }: Pick<RecordingEntry, 'id' | 'file'>): Promise<void> {
    await this.#store.commit(this.#store.batch().deleteWhere('recording', { id }), { finishing: true });
    await rm(file, { force: true });
  }

  /** Puts the end into a batch, so that it is committed with what ended the recording. */
  end(batch: Batch, entry: RecordingEntry, ending: RecordingEnding, at: Instant): void {
    const { durationMs, gapMs, failure, endedAt = at } = ending;
    const state = failure === undefined ? 'complete' : 'failed';
    batch.update('recording', entry.id, { state, durationMs, gapMs, endedAt, reason: failure ?? null });
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

  /**
   * Recordings that are older than the retention time, of `queues` than theirs, but for those that are held; the oldest first,
   * `most` at most.
   */
  async expired(
    now: Instant,
    retention: Duration,
    { most, queues = {} }: { readonly most?: number; readonly queues?: Readonly<Record<string, Duration>> } = {},
  ): Promise<readonly RecordingRow[]> {
    const options = most === undefined ? {} : { most };
    const ofQueues = Object.fromEntries(Object.entries(queues).map(([queue, kept]) => [queue, now - kept]));
    return (await this.#store.list('oldRecordings', { before: now - retention, queues: ofQueues }, options)).rows();
  }

  /** Deletes files and rows of what `expired` finds, some at a time; see `deleteRecordings`. Gives how many there were. */
  async purge(now: Instant, retention: Duration, queues: Readonly<Record<string, Duration>> = {}): Promise<number> {
    for (let deleted = 0; ; ) {
      const rows = await this.expired(now, retention, { most: PURGED_AT_ONCE, queues });
      if (rows.length === 0) return deleted;
      await deleteRecordings(this.#store, this.#folders(), rows, { by: 'retention', reason: 'retention', at: now });
      deleted += rows.length;
    }
  }
}

function subject({
  id,
  call,
  agent,
}: RecordingEntry): Pick<BusinessEvents['recording.ended'], 'recording' | 'call' | 'agent'> {
  return { recording: id, call, ...(agent === null ? {} : { agent }) };
}
