// SPDX-License-Identifier: GPL-2.0-or-later
// What do people do with recordings that are there? Tag them, write of a moment, delete one before its time.

import { TelephonyError } from '../../faults.js';
import { deleteRecordings, foldersOf } from '../../recording/index.js';
import type { ListedRecording, RecordingMarkRow } from '../../store/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'config' | 'ids' | 'records' | 'store'>;

const LONGEST_TAG = 32;
const LONGEST_NOTE = 2_000;

/** The recordings of a box, for commands. */
export class RecordingDesk {
  readonly #rooms: Needs;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** Puts a tag on a recording, or takes it off. Rejects with NOT_FOUND, REFUSED. */
  async tag(
    id: string,
    tag: string,
    { off = false } = {},
  ): Promise<{ readonly recording: string; readonly tag: string }> {
    const word = tag.trim();
    if (word === '' || word.length > LONGEST_TAG || word.includes(','))
      throw new TelephonyError('REFUSED', `tag: 1 to ${LONGEST_TAG} characters without a comma would be right`);
    const { id: recording } = await this.find(id);
    const batch = this.#rooms.store.batch();
    const key = `${recording}/${word}`;
    if (off) batch.deleteWhere('recordingTag', { id: key });
    else batch.put('recordingTag', { id: key, recording, tag: word });
    batch.event('audit.noted', { what: off ? 'recording.untagged' : 'recording.tagged', subject: key }, this.#now);
    await this.#rooms.store.commit(batch, { finishing: true });
    return { recording, tag: word };
  }

  /** Writes of a moment. Rejects with NOT_FOUND, REFUSED. */
  async mark(
    id: string,
    { atMs, text, by }: Pick<RecordingMarkRow, 'atMs' | 'text' | 'by'>,
  ): Promise<Pick<RecordingMarkRow, 'id' | 'recording' | 'atMs' | 'text' | 'by'>> {
    if (text.length > LONGEST_NOTE)
      throw new TelephonyError('REFUSED', `text: up to ${LONGEST_NOTE} characters would be right`);
    const { id: recording, durationMs } = await this.find(id);
    if (durationMs !== null && atMs > durationMs)
      throw new TelephonyError('REFUSED', `atMs: the recording ends at ${Math.round(durationMs)}`);
    const { ids, store } = this.#rooms;
    const row = { id: ids.next('mark'), recording, atMs, text, by };
    const batch = store.batch().insert('recordingMark', { ...row, at: this.#now });
    batch.event('audit.noted', { what: 'recording.marked', subject: recording }, this.#now);
    await store.commit(batch, { finishing: true });
    return row;
  }

  /** Takes a note away. */
  async unmark(mark: string): Promise<void> {
    const { store } = this.#rooms;
    const batch = store.batch().deleteWhere('recordingMark', { id: mark });
    batch.event('audit.noted', { what: 'recording.unmarked', subject: mark }, this.#now);
    await store.commit(batch, { finishing: true });
  }

  /** Deletes a recording's sound; its row goes to `deleted_recording`. Rejects with NOT_FOUND, REFUSED when it is held or still made. */
  async delete(
    id: string,
    { reason, by }: { readonly reason: string; readonly by: string },
  ): Promise<{ readonly recording: string }> {
    const row = await this.find(id);
    if (row.state === 'recording') throw new TelephonyError('REFUSED', `${row.id}: it is still being recorded`);
    if (row.held > 0)
      throw new TelephonyError('REFUSED', `${row.id} is held: spillway records names the hold, and releases it`);
    const { store, config } = this.#rooms;
    await deleteRecordings(store, foldersOf(config), [row], { by, reason, at: this.#now });
    return { recording: row.id };
  }

  /** By its id or what it ends in. Rejects with NOT_FOUND, and REFUSED for an ending that several have. */
  async find(id: string): Promise<ListedRecording> {
    const rows = await (await this.#rooms.store.list('listedRecordings', { id }, { most: 2 })).rows();
    const [row, another] = rows;
    if (row === undefined) throw new TelephonyError('NOT_FOUND', `recording ${id}`);
    if (another !== undefined) throw new TelephonyError('REFUSED', `${id}: several recordings end in this`);
    return row;
  }

  get #now() {
    return this.#rooms.records.now();
  }
}
