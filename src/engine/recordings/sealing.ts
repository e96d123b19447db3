// SPDX-License-Identifier: GPL-2.0-or-later
// What becomes of a recording's file after its end? Read for its SHA-256, sealed, carried to the archive; each step in its row, so that
// a crash between is made good by the next round.

import { existsSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { byItself, type Cancel, type Duration, every, type Instant } from '../../kernel/index.js';
import { foldersOf, type Key, readKeys, SEALED, SealingThread, UNREADABLE } from '../../recording/index.js';
import type { RecordingRow } from '../../store/index.js';
import { type Rooms, unattended } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'bus' | 'clock' | 'closing' | 'config' | 'log' | 'records' | 'store'>;

const ROUND: Duration = 15_000;
const HOUR: Duration = 3_600_000;
/** A message's silence is cut off, a failed file flushed; then nobody writes to it any more. */
const AT_REST: Duration = 5_000;
const AT_ONCE = 100;
const GIGABYTE = 1_000_000_000;
/** In the archive's folder: without it another disk is mounted there, or none. */
const MARK = '.spillway-archive';

/** Looks after files that are over, four times a minute. */
export class Sealing {
  readonly #rooms: Needs;
  #round: Promise<void> | undefined;
  /** Something may be to do. */
  #due = true;
  /** What could not be read is not tried again before the box starts anew. */
  readonly #hopeless = new Set<string>();

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** Begins, with what the last run left; gives the end of it. */
  begin(): Cancel {
    const { bus, clock } = this.#rooms;
    const ended = () => {
      this.#due = true;
    };
    const ends = [bus.on('recording.ended', ended), bus.on('recording.failed', ended)];
    ends.push(
      every(clock, HOUR, ended),
      every(clock, ROUND, () => this.#look()),
    );
    this.#look();
    return () => {
      for (const end of ends) end();
    };
  }

  #look(): void {
    if (!this.#due) return;
    this.#due = false;
    byItself(() => {
      const round = this.round().catch((error: unknown) => {
        if (!this.#rooms.closing) throw error; // what it has not done it does at the next start
      });
      unattended(this.#rooms, 'sealing recordings', round);
    });
  }

  /** One round, or the end of the one that is under way. */
  round(): Promise<void> {
    this.#round ??= this.#all().finally(() => {
      this.#round = undefined;
    });
    return this.#round;
  }

  async #all(): Promise<void> {
    if (this.#rooms.store.trouble !== undefined) {
      this.#due = true;
      return;
    }
    const thread = new SealingThread();
    try {
      await this.#clear();
      await this.#seal(thread);
      await this.#clear();
      await this.#archive(thread);
      await this.#clear();
    } finally {
      thread.close();
    }
  }

  #work(work: 'seal' | 'clear', before: Instant): Promise<readonly RecordingRow[]> {
    return this.#rooms.store.ask('recordingWork', { work, before, most: AT_ONCE });
  }

  get #now(): Instant {
    const { records, store } = this.#rooms;
    return store.batch().utc(records.now());
  }

  /** Files that a sealed or a far one has taken the place of. */
  async #clear(): Promise<void> {
    const { store, config } = this.#rooms;
    for (const { id, leftover } of await this.#work('clear', this.#now)) {
      if (leftover !== null) await rm(join(config.recording.directory, leftover), { force: true });
      await store.commit(store.batch().updateWhere('recording', { id }, { leftover: null }), { finishing: true });
    }
  }

  async #seal(thread: SealingThread): Promise<void> {
    const rows = await this.#work('seal', this.#now);
    const wanted = rows.filter(({ id, endedAt }) => !this.#hopeless.has(id) && (endedAt ?? 0) < this.#now - AT_REST);
    this.#due ||= rows.some(({ id }) => !this.#hopeless.has(id));
    if (wanted.length === 0) return;
    const key = this.#key();
    if (key === null) return; // what ought to be sealed waits for its key
    for (const row of wanted) await this.#sealOne(thread, row, key);
  }

  /** undefined: nothing is sealed; null: it cannot be read now. */
  #key(): Key | undefined | null {
    const { config, alarms, log } = this.#rooms;
    const { keys } = foldersOf(config);
    if (keys === undefined) {
      alarms.clear('RECORDING_KEYS');
      return undefined;
    }
    try {
      const { current } = readKeys(keys);
      alarms.clear('RECORDING_KEYS');
      return current;
    } catch (error) {
      alarms.raise('RECORDING_KEYS');
      log.error({ err: error }, 'recordings wait for their key: they are not sealed');
      return null;
    }
  }

  /** Messages and prompts are played to callers from their files: those stay plain. */
  async #sealOne(thread: SealingThread, row: RecordingRow, key: Key | undefined): Promise<void> {
    const { store, config, log } = this.#rooms;
    const path = join(config.recording.directory, row.file);
    const isSealed = key !== undefined && row.kind === 'conversation';
    try {
      const seal = isSealed ? { target: path + SEALED, key } : undefined;
      const { bytes, sha256 } = await thread.seal({ path, ...(seal && { seal }) });
      const file = row.file + SEALED;
      const change = { bytes, sha256, ...(isSealed && { key: key.id, file, leftover: row.file }) };
      // One that was deleted meanwhile is left alone.
      await store.commit(store.batch().updateWhere('recording', { id: row.id }, change), { finishing: true });
    } catch (error) {
      this.#hopeless.add(row.id);
      if (!existsSync(path))
        await store.commit(store.batch().updateWhere('recording', { id: row.id }, { sha256: UNREADABLE }), {
          finishing: true,
        });
      log.warn({ err: error, recording: row.id }, 'the file of a recording cannot be read');
    }
  }

  async #archive(thread: SealingThread): Promise<void> {
    const { archive } = this.#rooms.config.recording;
    if (archive === undefined) return this.#rooms.alarms.clear('RECORDING_ARCHIVE');
    const rows = await this.#wantedAway(this.#now - archive.after);
    let held = rows.length === 0 ? 0 : await this.#rooms.store.ask('archivedBytes', null);
    if (rows.length > 0 && !this.#isMounted(archive.directory, held)) return;
    for (const row of rows) {
      held += row.bytes ?? 0;
      if (archive.quota !== undefined && held > archive.quota * GIGABYTE)
        return this.#cannotArchive('the archive has its quota');
      if (!(await this.#carry(thread, row, archive.directory))) return;
    }
    this.#due ||= rows.length === AT_ONCE; // those that have just ended are sealed in between
    this.#rooms.alarms.clear('RECORDING_ARCHIVE');
  }

  /** Some whose files are here; of those whose files are lost `recordings verify` tells, and no other waits behind them. */
  async #wantedAway(before: Instant): Promise<readonly RecordingRow[]> {
    const { store, config } = this.#rooms;
    const found: RecordingRow[] = [];
    for (let after: { readonly at: Instant; readonly id: string } | undefined; found.length < AT_ONCE; ) {
      const rows = await store.ask('recordingWork', { work: 'archive', before, most: AT_ONCE, after });
      found.push(...rows.filter(({ file }) => existsSync(join(config.recording.directory, file))));
      const last = rows.at(-1);
      if (last === undefined || rows.length < AT_ONCE) return found;
      after = { at: last.endedAt ?? 0, id: last.id };
    }
    return found.slice(0, AT_ONCE);
  }

  /** The mark is made once, while nothing lies there yet. */
  #isMounted(directory: string, held: number): boolean {
    const mark = join(directory, MARK);
    try {
      if (existsSync(mark)) return true;
      if (held === 0) writeFileSync(mark, 'Spillway keeps recordings here.\n', { flag: 'wx' });
      if (existsSync(mark)) return true;
    } catch {}
    this.#cannotArchive(`${directory} is not the archive: its disk is not mounted`);
    return false;
  }

  async #carry(thread: SealingThread, { id, file }: RecordingRow, directory: string): Promise<boolean> {
    const { store, config } = this.#rooms;
    const from = join(config.recording.directory, file);
    try {
      await thread.carry({ from, to: join(directory, file) });
    } catch (error) {
      this.#cannotArchive((error as Error).message);
      return false;
    }
    const change = { place: 'archive', leftover: file };
    await store.commit(store.batch().updateWhere('recording', { id }, change), { finishing: true });
    return true;
  }

  #cannotArchive(why: string): void {
    this.#rooms.alarms.raise('RECORDING_ARCHIVE');
    this.#rooms.log.warn({ why }, 'old recordings stay where they are');
  }
}
