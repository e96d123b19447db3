// SPDX-License-Identifier: GPL-2.0-or-later
// How is the report of a wave made? Of the records of its time, page by page, with the showings of the schedule that lie in it.

import { showings } from '../dialling/index.js';
import { TelephonyError } from '../faults.js';
import type { Duration } from '../kernel/index.js';
import type { Records } from '../store/index.js';
import { weightedMeans } from './figures.js';
import { periodSaid, type ReportKeeper, type ReportParams, said } from './keeper.js';
import type { Period } from './metrics.js';
import { each } from './quarters-read.js';
import { seesCall } from './reach.js';
import { type ShownSlot, type WaveReport, WaveSums } from './wave.js';

const LEARNED_FROM: Duration = 60 * 24 * 3_600_000; // what was longer ago tells nothing of today's advertisement
const MOST_SHOWINGS = 8;
const MOST_SLOTS = 500; // in one report

/** The report that is asked for by `day`, `from`, `to` and `station`. Rejects with REFUSED for a time that is none, or too long. */
export async function waveOfRecords(keeper: ReportKeeper, params: ReportParams): Promise<WaveReport> {
  const { zone, channels, accessNumbers } = keeper.shop();
  const now = keeper.now();
  const period = periodSaid(keeper, params);
  const station = said(params, 'station');
  const known =
    station && (accessNumbers.find(({ number, name }) => station === number || station === name)?.number ?? station);
  const records = keeper.records();
  const { before, steps } = await records.ask('inServiceSteps', period);
  const sums = new WaveSums({
    ...{ zone, period, now, station: known },
    slots: await slotsOf(keeper, records, period),
    channels: before ?? channels,
  });
  for (const step of steps) sums.inService(step);
  const { reach } = keeper;
  await each(await records.list('measuredCalls', period), (call) => sums.call(call, seesCall(reach, call)));
  await each(await records.list('madePromises', { ...period, queues: reach?.queues }), (promise) =>
    sums.promised(promise),
  );
  return sums.report;
}

/** The showings in the time, each with what its earlier ones have taught. */
async function slotsOf({ shop }: ReportKeeper, records: Records, period: Period): Promise<readonly ShownSlot[]> {
  const { slots, zone } = shop();
  const shown: ShownSlot[] = [];
  for (const slot of slots) {
    const { name, accessNumbers } = slot;
    for (const { from, to } of showings(slot, zone, period)) {
      const earlier = showings(slot, zone, { from: from - LEARNED_FROM, to: from })
        .slice(-MOST_SHOWINGS)
        .reverse();
      const curves = await Promise.all(
        earlier.map((one) => records.ask('arrivals', { accessNumbers: [...accessNumbers], ...one })),
      );
      // A showing from before the box was there had nobody.
      const had = curves.filter((curve) => curve.some((count) => count > 0));
      const learned = had.length === 0 ? {} : { learned: weightedMeans(had) };
      shown.push({ slot: name, accessNumbers, from, to, ...learned });
      if (shown.length > MOST_SLOTS)
        throw new TelephonyError(
          'REFUSED',
          `more than ${MOST_SLOTS} showings lie in this time: a shorter one would be right`,
        );
    }
  }
  return shown.sort((a, b) => a.from - b.from);
}
