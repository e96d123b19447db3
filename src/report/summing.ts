// SPDX-License-Identifier: GPL-2.0-or-later
// How does a box add up its records without a standstill? It asks a thread that reads and adds up beside it, and lets it go when nobody asks.

import { TelephonyError } from '../faults.js';
import { AskedThread, type Cancel, type Duration, type Instant, SystemClock } from '../kernel/index.js';
import type { Records } from '../store/index.js';
import type { ReportKeeper, ReportParams, ReportShop } from './keeper.js';
import type { Period } from './metrics.js';
import type { QuarterAdder, QuarterQuestion, QuarterQuestions } from './quarter-rows.js';
import type { SummedBox } from './quarters-read.js';
import type { QuartersToSum, ReportToSum, SummingGiven, SumsAsked, SumsTold } from './summing-thread.js';

const IDLE: Duration = 60_000; // of the machine's own time; a thread holds some tens of megabytes

/** Makes `REPORT_METHODS`, and the sums of quarters, beside the thread that routes calls. */
export class Summing {
  readonly #thread: AskedThread<SumsAsked, SumsTold>;
  readonly #real = new SystemClock();
  #underWay = 0;
  #rest: Cancel = () => {};

  /** `directory`: the box's data. */
  constructor(directory: string) {
    this.#thread = new AskedThread({
      file: new URL('./summing-thread.js', import.meta.url),
      given: (): SummingGiven => ({ program: 'spillway-sums', directory }),
      maySleep: true,
    });
  }

  /** Rejects as the method does by itself; with STORE_UNREADABLE when the thread ends, or when the box's own connection cannot read. */
  async report(method: string, keeper: ReportKeeper, params: ReportParams): Promise<unknown> {
    const { now, shop, reach } = keeper;
    const asked = { method, params, reach, now: now(), shop: plain(shop()) };
    await isWritten(keeper.records(), asked.now);
    return this.#ask(asked);
  }

  /** Who adds up the quarters of these records, which are the data directory's. It rejects as `report` does. */
  quartersOf(records: Records): QuarterAdder {
    return {
      quarters: async <Question extends QuarterQuestion>(question: Question, period: Period, box: SummedBox) => {
        await isWritten(records, box.now);
        return (await this.#ask({ question, period, box })) as QuarterQuestions[Question];
      },
    };
  }

  /** What it does is cut off. */
  close(): void {
    this.#rest();
    this.#thread.close();
  }

  async #ask(asked: ReportToSum | QuartersToSum): Promise<unknown> {
    this.#underWay++;
    try {
      const told = await this.#thread.ask((n) => ({ n, ...asked }));
      if (told === undefined) throw new TelephonyError('STORE_UNREADABLE', 'The thread that adds up has ended.');
      if ('code' in told) throw new TelephonyError(told.code, told.detail);
      return told.sums;
    } finally {
      this.#underWay--;
      this.#rest();
      this.#rest = this.#real.at(this.#real.now() + IDLE, () => this.#letGo());
    }
  }

  #letGo(): void {
    if (this.#underWay === 0) this.#thread.close();
  }
}

/** Waits as each list does for what was decided before it; the box's own connection knows whether the file is still the one that it writes. */
async function isWritten(records: Records, now: Instant): Promise<void> {
  const nothing = await records.list('listedCalls', { since: now, now }, { most: 1 });
  await nothing.rows();
}

/** Of the file what reports go by: the rest of a queue would be copied for nothing. */
function plain(shop: ReportShop): ReportShop {
  return {
    ...shop,
    queues: shop.queues.map(({ name, serviceLevel }) => ({ name, serviceLevel })),
    agents: shop.agents.map(({ id, name }) => ({ id, name })),
    accessNumbers: shop.accessNumbers.map(({ number, name }) => ({ number, name })),
  };
}
