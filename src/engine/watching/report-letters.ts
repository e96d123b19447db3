// SPDX-License-Identifier: GPL-2.0-or-later
// How does a report go out? Its letter and the mark of its time are one batch, so no restart doubles or skips one.

import { type DocumentMessage, wantsDocument } from '../../outbox/index.js';
import { putLetters } from '../records/index.js';
import type { Rooms } from '../rooms/index.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'log' | 'outbox' | 'records' | 'store'>;

const SENT = 'report.sent.';

/** Reports on their way. */
export class ReportLetters {
  readonly #rooms: Needs;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
  }

  /** The last time of each report that has gone out, by its name. */
  async sent(): Promise<ReadonlyMap<string, string>> {
    const rows = await this.#rooms.store.ask('settingsNamed', { begin: SENT });
    return new Map(rows.map(({ key, value }) => [key.slice(SENT.length), value]));
  }

  /** Its time counts as sent: from now on the next ones are. Resolves to whether it is on the disk. */
  mark(name: string, time: string): Promise<boolean> {
    const { records } = this.#rooms;
    const batch = records.batch().put('setting', { key: `${SENT}${name}`, value: time, at: records.now() });
    return records.commit(batch, 'report.sent', { finishing: true });
  }

  /** Sends it, and marks its time where it is one of its schedule. Resolves to whether it is on its way. */
  async send(name: string, delivery: string, message: DocumentMessage, time?: string): Promise<boolean> {
    const { alarms, clock, log, outbox, records } = this.#rooms;
    const letters = outbox.letters(delivery, message, clock.now(), wantsDocument(name));
    const batch = putLetters(records.batch(), letters).event(
      'report.sent',
      { name, to: letters.length },
      records.now(),
    );
    if (time !== undefined) batch.put('setting', { key: `${SENT}${name}`, value: time, at: records.now() });
    if (!(await records.commit(batch, 'report.sent', { finishing: true }))) return false;
    outbox.queue(letters);
    alarms.set(false, 'REPORT_NOT_MADE', name);
    log.info({ name, file: message.filename }, 'a report is on its way');
    return true;
  }

  /** It could not be made. */
  failed(name: string, error: unknown): void {
    const { alarms, log } = this.#rooms;
    alarms.set(true, 'REPORT_NOT_MADE', name);
    log.error({ name, err: error }, 'a report could not be made');
  }
}
