// SPDX-License-Identifier: GPL-2.0-or-later
// Which calls have no record? Those that were refused while more waited to be written than memory may hold; they are counted.

import type { Instant } from '../../kernel/index.js';
import type { Rooms } from '../rooms/index.js';

/** Counts them, and says how many when there is room for it. */
export class TurnedAway {
  readonly #rooms: Pick<Rooms, 'records' | 'clock' | 'log' | 'store'>;
  #calls = 0;
  #since: Instant = 0;
  #until: Instant = 0;

  constructor(rooms: Pick<Rooms, 'records' | 'clock' | 'log' | 'store'>) {
    this.#rooms = rooms;
  }

  /** Whether no new call may be begun: nothing more can be kept of it. */
  get closed(): boolean {
    return this.#rooms.store.backlog.full;
  }

  /** Another one. */
  note(): void {
    const { clock, log } = this.#rooms;
    this.#until = clock.now();
    if (this.#calls === 0) {
      this.#since = this.#until;
      log.error('too much waits to be written: new calls are refused with 41 and are not in the records');
    }
    this.#calls++;
  }

  /** To be called once a second. */
  look(): void {
    if (this.#calls === 0 || this.closed) return;
    const { records, log } = this.#rooms;
    const told = { calls: this.#calls, since: Math.round(this.#since), until: Math.round(this.#until) };
    records.event('calls.turnedAway', told);
    log.error(told, 'calls were refused with 41 and are not in the records');
    this.#calls = 0;
  }
}
