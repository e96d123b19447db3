// SPDX-License-Identifier: GPL-2.0-or-later
// What became of a queue's calls today? The counts since the box began, without those of the days before.

import type { Acd, QueueTally } from '../../acd/index.js';
import type { Instant } from '../../kernel/index.js';
import { dayOf, type QueueCounts } from '../../report/index.js';
import type { Rooms } from '../rooms/index.js';

/** As figures are made of; what only a report knows is left at 0. */
export type DayTally = QueueTally & Pick<QueueCounts, 'gaveUpAfter' | 'longest'>;

/** Counts of the day so far: since midnight in the shop's zone, or since the box began. */
export class DayTallies {
  readonly #rooms: Pick<Rooms, 'clock' | 'config'>;
  readonly #acd: Acd;
  #before = new Map<string, QueueTally>();
  #until: Instant;

  constructor(rooms: Pick<Rooms, 'clock' | 'config'>, acd: Acd) {
    this.#rooms = rooms;
    this.#acd = acd;
    this.#until = this.#midnight();
  }

  /** To be called at least once a second: what was counted until midnight is yesterday's. */
  look(): void {
    if (this.#now() < this.#until) return;
    this.#until = this.#midnight();
    this.#before = new Map(this.#acd.allFigures().map(({ name, tally }) => [name, tally]));
  }

  /** Of a queue whose counts since the box began are these. */
  today(queue: string, tally: QueueTally): DayTally {
    this.look();
    const before = this.#before.get(queue);
    const isNew = before === undefined || before.enqueued > tally.enqueued; // it was taken out of the file and is back
    const none = { gaveUpAfter: 0, longest: 0 };
    if (isNew) return { ...tally, ...none };
    const counts = Object.entries(tally).map(([name, count]) => [name, count - before[name as keyof QueueTally]]);
    return { ...(Object.fromEntries(counts) as QueueTally), ...none };
  }

  #now(): Instant {
    const { clock } = this.#rooms;
    return clock.utc(clock.now());
  }

  #midnight(): Instant {
    return dayOf(this.#now(), this.#rooms.config.zone).to;
  }
}
