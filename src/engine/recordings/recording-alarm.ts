// SPDX-License-Identifier: GPL-2.0-or-later
// Are conversations recorded as they should be? One that succeeds says nothing of another that fails at the same time.

import type { Instant } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

const CODE = 'RECORDING_FAILED';

/** The alarm of recordings. It stands while one is in trouble, and after a loss until a later one has succeeded. */
export class RecordingAlarm {
  readonly #rooms: Pick<Rooms, 'alarms' | 'clock'>;
  readonly #inTrouble = new Set<string>();
  #lostAt: Instant | undefined;

  constructor(rooms: Pick<Rooms, 'alarms' | 'clock'>) {
    this.#rooms = rooms;
  }

  /** It is not lost yet. */
  trouble(recording: string): void {
    this.#inTrouble.add(recording);
    this.#rooms.alarms.raise(CODE);
  }

  /** Some of it at least is lost for good. */
  lost(recording: string): void {
    this.#inTrouble.delete(recording);
    this.#lostAt = this.#rooms.clock.now();
    this.#rooms.alarms.raise(CODE);
  }

  /** It is whole; `begunAt`: its first sample. */
  whole(recording: string, begunAt: Instant): void {
    this.#inTrouble.delete(recording);
    const proves = this.#lostAt === undefined || begunAt >= this.#lostAt;
    if (!proves || this.#inTrouble.size > 0) return;
    this.#lostAt = undefined;
    this.#rooms.alarms.clear(CODE);
  }

  /** It came to nothing: no loss, unless it was in trouble. */
  dropped(recording: string): void {
    if (this.#inTrouble.has(recording)) this.lost(recording);
  }
}
