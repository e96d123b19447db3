// SPDX-License-Identifier: GPL-2.0-or-later
// When do yesterday's figures go out? Once for each day: the mark of it is written with the letters, so no restart doubles or skips one.

import type { Instant } from '../../kernel/index.js';
import { dueDays, wantsReport } from '../../outbox/index.js';
import { putLetters } from '../records/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { dayFiguresAside } from './day-figures.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'clock' | 'config' | 'log' | 'outbox' | 'records'>;

/** The setting that names the last day. */
export const REPORTED = 'outbox.reported';

export class DailyReport {
  readonly #rooms: Needs;
  #done: string | undefined;
  #busy = false;

  constructor(rooms: Needs, done: string | undefined) {
    this.#rooms = rooms;
    this.#done = done;
  }

  /** To be called now and then; what could not be done is tried again then. */
  look(): void {
    if (this.#busy) return;
    const { clock, config } = this.#rooms;
    const at = clock.utc(clock.now());
    const { days, last } = dueDays({ done: this.#done, at, zone: config.zone, time: config.dailyReport.at });
    if (days.length === 0 && this.#done !== undefined) return;
    this.#busy = true;
    const work = this.#report(days, last).finally(() => {
      this.#busy = false;
    });
    unattended(this.#rooms, "yesterday's figures", work);
  }

  async #report(days: readonly string[], last: string): Promise<void> {
    const wanted = this.#rooms.outbox.targets.some(wantsReport);
    for (const day of wanted ? days : []) if (!(await this.#send(day))) return; // the same day again, before any later one
    if (!wanted || this.#done === undefined) await this.#mark(last);
  }

  /** Gives whether it is on its way. */
  async #send(day: string): Promise<boolean> {
    const { clock, config, outbox, records } = this.#rooms;
    const { data, zone, queues, agents } = config;
    const message = await dayFiguresAside({
      directory: data,
      day,
      zone,
      queues: queues.map(({ name, serviceLevel }) => ({ name, within: serviceLevel })),
      agents: agents.map(({ id, name }) => ({ id, name })),
    });
    const at: Instant = clock.now();
    const letters = outbox.letters(`report-${day}`, message, at, wantsReport);
    const batch = putLetters(records.batch().put('setting', { key: REPORTED, value: day, at: records.now() }), letters);
    if (!(await records.commit(batch, 'outbox.report', { finishing: true }))) return false;
    this.#done = day;
    outbox.queue(letters);
    return true;
  }

  async #mark(day: string): Promise<void> {
    const { records } = this.#rooms;
    const batch = records.batch().put('setting', { key: REPORTED, value: day, at: records.now() });
    if (await records.commit(batch, 'outbox.report', { finishing: true })) this.#done = day;
  }
}
