// SPDX-License-Identifier: GPL-2.0-or-later
// When is a quarter of an hour summed up? When it is over, and again when its records have changed since. At night some of them are recounted.

import { trunkChannelCount } from '../../config/index.js';
import { type Duration, every, type Instant } from '../../kernel/index.js';
import { addedHere, dayOf, type Period, type QuarterAdder, type SummedBox } from '../../report/index.js';
import { QUARTER, rollUpId, type Store } from '../../store/index.js';
import { type Rooms, unattended } from '../rooms/index.js';
import { sumUpDays } from './day-sums.js';

/** What is needed of the box. */
type Needs = Pick<Rooms, 'alarms' | 'clock' | 'closing' | 'config' | 'log' | 'records' | 'store' | 'summing'>;

const LOOK: Duration = 300_000;
const GRACE: Duration = 120_000; // what happened in a quarter is on the disk by then
const AT_ONCE = 32; // quarters: after an upgrade a year is summed up within a day, some minutes' work at a time
const DAYS_AT_ONCE = 16; // some tenths of a second of the reader's
const DAY: Duration = 86_400_000;
const RECOUNTED_AT: Duration = 3 * 3_600_000; // after midnight: the shop is closed

export class QuarterKeeper {
  readonly #rooms: Needs;
  readonly #adder: QuarterAdder;
  #busy = false;
  #recounted: Instant | undefined;

  constructor(rooms: Needs) {
    this.#rooms = rooms;
    this.#adder = rooms.summing?.quartersOf(rooms.store) ?? addedHere(rooms.store);
    every(rooms.clock, LOOK, () => this.look());
  }

  /** To be called now and then; what could not be done is done then. */
  look(): void {
    const { closing, store } = this.#rooms;
    if (this.#busy || closing || store.trouble !== undefined) return;
    this.#busy = true;
    const work = this.#work().finally(() => {
      this.#busy = false;
    });
    // What is cut off by the end of the box is done after the next start.
    unattended(
      this.#rooms,
      'the sums of reports',
      work.catch((error: unknown) => {
        if (!this.#rooms.closing) throw error;
      }),
    );
  }

  async #work(): Promise<void> {
    const before = this.#now - GRACE;
    const summed = await sumUpDue(this.#rooms.store, { before, most: AT_ONCE }, this.#box, this.#adder);
    if (summed === AT_ONCE) return;
    await sumUpDays(this.#rooms.store, { before, most: DAYS_AT_ONCE }, this.#rooms.config.zone);
    await this.#recountYesterday();
  }

  get #now(): Instant {
    const { clock } = this.#rooms;
    return clock.utc(clock.now());
  }

  get #box(): SummedBox {
    const { config } = this.#rooms;
    return { zone: config.zone, now: this.#now, channels: trunkChannelCount(config) };
  }

  /** Once a night: what is kept of yesterday against the records. A difference is an alarm, and is put right. */
  async #recountYesterday(): Promise<void> {
    const { alarms, config, log, records, store } = this.#rooms;
    const today = dayOf(this.#now, config.zone);
    if (this.#now < today.from + RECOUNTED_AT || this.#recounted === today.from) return;
    const day = dayOf(today.from - DAY / 2, config.zone);
    this.#recounted = today.from;
    if (day.from % QUARTER !== 0) return; // its report is read from the records
    const differs = await this.#adder.quarters('differs', day, this.#box);
    if (differs === undefined) return;
    alarms.set(differs, 'REPORT_SUMS_DIFFER', 'roll-up');
    if (!differs) return;
    log.warn({ from: day.from }, 'the sums of reports differed from the records; they are made anew');
    await records.commit(store.batch().sumAgain(day.from, day.to), 'the sums of reports', { finishing: true });
  }
}

/** Sums up quarters that wait for it, the newest first; gives how many. */
export async function sumUpDue(
  store: Store,
  asked: { readonly before: Instant; readonly most: number },
  box: SummedBox,
  adder = addedHere(store),
): Promise<number> {
  const due = await store.ask('quartersDue', asked);
  for (const period of runsOf(due)) await sumUp(store, period, box, adder);
  return due.length;
}

/** Sums up the quarters of a time. A change that comes meanwhile takes the mark back, and its quarter is due again. */
async function sumUp(store: Store, period: Period, box: SummedBox, adder: QuarterAdder): Promise<void> {
  const taking = store.batch();
  for (const id of marksOf(period)) taking.put('rollUpMark', { id, taken: 1 });
  await store.commit(taking, { finishing: true });

  const batch = store.batch();
  for (const { id, facts } of await adder.quarters('rows', period, box)) {
    if (facts === null) batch.deleteWhere('rollUp', { id });
    else batch.put('rollUp', { id, facts });
  }
  for (const id of marksOf(period)) batch.deleteWhere('rollUpMark', { id, taken: 1 });
  await store.commit(batch, { finishing: true });
}

function* marksOf({ from, to }: Period): Generator<number> {
  for (let at = from; at < to; at += QUARTER)
    for (const part of ['calls', 'promises'] as const) yield rollUpId(at / QUARTER, part);
}

/** Quarters, the newest first, as periods; neighbours are one. */
function runsOf(quarters: readonly Instant[]): readonly Period[] {
  const runs: Period[] = [];
  for (const at of quarters) {
    const last = runs.at(-1);
    if (last?.from === at + QUARTER) runs[runs.length - 1] = { from: at, to: last.to };
    else runs.push({ from: at, to: at + QUARTER });
  }
  return runs;
}
