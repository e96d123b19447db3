// SPDX-License-Identifier: GPL-2.0-or-later
// Is the row of a recording durable? Written as soon as an agent is rung, so that it is there when he lifts.

import { type Duration, sleep } from '../../kernel/index.js';
import type { Catalogue, RecordingEntry, RecordingOf } from '../../recording/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import type { RecordingAlarm } from './recording-alarm.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'log' | 'records'>;

const TRIED_AGAIN: Duration = 5_000;
const TRIES_AFTERWARDS = 12;

/** A recording that may come: its row in the catalogue, from its first moment on the way to the disk. */
export class ExpectedRecording {
  readonly entry: RecordingEntry;
  readonly #rooms: Needs;
  readonly #catalogue: Catalogue;
  readonly #alarm: RecordingAlarm;
  readonly #queue: string | null;
  #row: Promise<void>;

  constructor(rooms: Needs, catalogue: Catalogue, alarm: RecordingAlarm, of: RecordingOf) {
    this.#rooms = rooms;
    this.#alarm = alarm;
    this.#catalogue = catalogue;
    this.#queue = of.queue ?? null;
    this.entry = catalogue.entry(of, rooms.records.now());
    this.#row = this.#write();
  }

  /** Whether its row is durable. One that was refused is tried again until the conversation has been over for a minute. */
  async written(over: AbortSignal): Promise<boolean> {
    for (let afterwards = 0; !(await this.#isThere()); ) {
      if (over.aborted && ++afterwards > TRIES_AFTERWARDS) return false;
      await sleep(this.#rooms.clock, TRIED_AGAIN);
      this.#row = this.#write();
    }
    return true;
  }

  /** It came to nothing. */
  cancel(): void {
    this.#alarm.dropped(this.entry.id);
    unattended(this.#rooms, 'ending an expected recording', this.#catalogue.cancel(this.entry));
  }

  async #isThere(): Promise<boolean> {
    const { log } = this.#rooms;
    try {
      await this.#row;
      return true;
    } catch (error) {
      this.#alarm.trouble(this.entry.id);
      log.error({ err: error, file: this.entry.file }, 'a recording has no row yet: it is kept in memory');
      return false;
    }
  }

  #write(): Promise<void> {
    const row = this.#catalogue.expect(this.entry, this.#queue, this.#rooms.records.now());
    row.catch(() => {}); // nobody asks for it when the offer comes to nothing
    return row;
  }
}
