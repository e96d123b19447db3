// SPDX-License-Identifier: GPL-2.0-or-later
// When do reports go out by mail? After the day, week, month or year that each is of, once; what was missed while the box was off is caught
// up: its last time. Files lie in the data directory until the outbox has given up for sure.

import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { SentReport } from '../config/index.js';
import type { Box } from '../engine/index.js';
import { TelephonyError } from '../faults.js';
import { type Cancel, every } from '../kernel/index.js';
import { GIVE_UP_AFTER } from '../outbox/index.js';
import { MEDIA, printed } from '../print/index.js';
import { lastDue, type Period, sheetAsked } from '../report/index.js';
import { when } from '../words/index.js';
import type { Params, RecordKeeper } from './record-keeper.js';
import { recordMethods } from './record-methods.js';

const LOOK = 60_000; // whether one is due
const KEPT = GIVE_UP_AFTER + 86_400_000;

/** Sends reports of the file; `begin` for those of their schedule. */
export class ReportPost {
  readonly #box: Pick<Box, 'clock' | 'outbox'>;
  readonly #keeper: RecordKeeper;
  #busy = false;

  constructor(box: Pick<Box, 'clock' | 'outbox'>, keeper: RecordKeeper) {
    this.#box = box;
    this.#keeper = keeper;
  }

  /** Looks every minute; gives what ends it. */
  begin(): Cancel {
    return every(this.#box.clock, LOOK, () => {
      this.look().catch((error: unknown) => this.#box.outbox.reports.failed('*', error));
    });
  }

  /** Sends what is due, one after the other; what fails is tried again at the next look. */
  async look(): Promise<void> {
    if (this.#busy) return;
    const { zone, reports } = this.#keeper.config();
    if (reports.length === 0) return;
    this.#busy = true;
    const letters = this.#box.outbox.reports;
    try {
      const sent = await letters.sent();
      for (const report of reports) {
        const due = lastDue({ ...report, zone, now: this.#keeper.now() });
        const last = sent.get(report.name);
        if (last === undefined)
          await letters.mark(report.name, due.time); // the first is of the time in which it was written
        else if (last < due.time)
          await this.#send(report, due, due.time).catch((error: unknown) => letters.failed(report.name, error));
      }
      await this.#tidy();
    } finally {
      this.#busy = false;
    }
  }

  /** Sends one now, of its last time. Rejects with NOT_FOUND, and with what is wrong. */
  async sendNow(
    name: string,
  ): Promise<{ readonly name: string; readonly to: readonly string[]; readonly file: string }> {
    const { zone, reports } = this.#keeper.config();
    const report = reports.find((one) => one.name === name);
    if (report === undefined)
      throw new TelephonyError(
        'NOT_FOUND',
        `report ${name}: ${reports.map((one) => one.name).join(', ')} would be right`,
      );
    const file = await this.#send(report, lastDue({ ...report, zone, now: this.#keeper.now() }));
    return { name, to: report.to, file };
  }

  async #send(report: SentReport, { from, to }: Period, time?: string): Promise<string> {
    const { data, zone, language: usual, mail } = this.#keeper.config();
    const { name, report: kind, by, of, format, language = mail?.language ?? usual } = report;
    const methods = recordMethods(this.#keeper);
    const [begin, end] = [from, to].map((at) => when(at, zone).replace(' ', 'T'));
    const params = {
      from: begin,
      to: end,
      ...(by === undefined ? {} : { by }),
      ...(of === undefined ? {} : { name: of }),
    };
    const ask = async (method: string, asked: Params) => methods[method]?.(asked);
    const sheet = await sheetAsked({ kind, params, language }, { ask, zone: () => zone });
    const folder = join(data, 'reports');
    await mkdir(folder, { recursive: true, mode: 0o750 });
    const now = this.#keeper.now();
    const filename = `${name}-${when(from, zone, 'day')}.${format}`;
    const file = join(folder, time === undefined ? `${now}-${filename}` : filename);
    await printed(sheet, format, file);
    const message = {
      ...{ kind: 'document' as const, filename, file, media: MEDIA[format] },
      ...{ title: `${sheet.title} ${when(from, zone, 'day')}`, lines: sheet.notes },
    };
    const delivery = `report-${name}-${time ?? now}`;
    if (!(await this.#box.outbox.reports.send(name, delivery, message, time)))
      throw new TelephonyError('STORE_FAILED', `report ${name}`);
    return filename;
  }

  /** No letter speaks of such a file any more. */
  async #tidy(): Promise<void> {
    const folder = join(this.#keeper.config().data, 'reports');
    const names = await readdir(folder).catch(() => []);
    for (const name of names) {
      const path = join(folder, name);
      const { mtimeMs } = await stat(path);
      if (this.#keeper.now() - mtimeMs > KEPT) await rm(path, { force: true });
    }
  }
}
