// SPDX-License-Identifier: GPL-2.0-or-later
// Does a report made of the sums of quarters say what the records say, over restarts, kills, steps of the clock and the night in which
// the clocks are changed? Quarters are summed up while calls go on, and again when they change; so are days. `SPILLWAY_SEED=n` plays one run alone.
import t from 'tap';
import { sumUpDays, sumUpDue } from '../../src/engine/index.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { DIVISIONS, type Report } from '../../src/report/index.js';
import { QUARTER } from '../../src/store/index.js';
import { RecordedDays } from '../support/recorded-days.js';

const RUNS = process.env.SPILLWAY_DEEP === undefined ? 2 : 30;
const STEPS = process.env.SPILLWAY_DEEP === undefined ? 40 : 400;
const ROUNDS = 3;
const ONLY = process.env.SPILLWAY_SEED;
const HOUR = 3_600_000;
const ZONE = 'Europe/Berlin';
const NIGHTS = ['2026-03-28T10:00:00+01:00', '2026-10-24T10:00:00+02:00'] as const;

/** Shown over each other, and over midnight; calls here have no access number. */
const SLOTS = [
  { name: 'noon', accessNumbers: [''], from: '12:00', to: '14:30' },
  { name: 'late', accessNumbers: [''], from: '13:00', to: '02:15' },
];

/** Sums up what is due, as the box does now and then: how many quarters, and how many days. */
async function sumUpNow({ store, clock }: RecordedDays): Promise<{ readonly quarters: number; readonly days: number }> {
  const now = clock.utc(clock.now());
  const asked = { before: now - QUARTER / 4, most: 1_000 };
  const quarters = await sumUpDue(store, asked, { zone: ZONE, now, channels: 0 });
  return { quarters, days: await sumUpDays(store, asked, ZONE) };
}

const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, index) => index + 1) : [Number(ONLY)];

t.test('sums of quarters and records say the same', { timeout: 4 * HOUR }, async (t) => {
  let answered = 0;
  let again = 0;
  let days = 0;
  let shown = 0;
  let seized = 0;
  for (const seed of seeds) {
    const start = Date.parse(NIGHTS[seed % 2] ?? NIGHTS[0]);
    const box = new RecordedDays(t.testdir({ [`${seed}`]: {} }), seed, start);
    await box.open();
    for (let round = 0; round < ROUNDS; round++) {
      await box.live(STEPS);
      const summed = await sumUpNow(box);
      again += round > 0 ? summed.quarters : 0;
      days += summed.days;
    }
    const { store, clock } = box;
    t.teardown(() => store.close());
    const config = { zone: ZONE, queues: [], agents: [], boards: [], accessNumbers: [], surge: { slots: SLOTS } };
    const keeper = {
      records: () => store,
      config: () => config as never,
      now: () => clock.utc(clock.now()),
    };
    const report = recordMethods(keeper).report as (params: object) => Promise<Report>;
    for (const by of [undefined, ...DIVISIONS]) {
      const time = { from: '2026-01-01', to: '2026-12-31', by };
      const [sums, records] = [await report(time), await report({ ...time, recount: true })];
      t.strictSame(sums, records, `seed ${seed}, by ${by}`);
      answered += sums.waits.answered;
      if (by === 'slot') shown += sums.parts?.reduce((sum, part) => sum + part.calls.offered, 0) ?? 0;
      if (by === 'hour') seized += sums.lines.parts?.reduce((sum, part) => sum + part.seizures, 0) ?? 0;
    }
    const { missing } = await store.ask('rolledUp', {
      stretches: [
        { from: Math.floor(start / QUARTER) * QUARTER, to: Math.floor(keeper.now() / QUARTER) * QUARTER, group: 0 },
      ],
    });
    t.ok(missing.length <= 2, `${missing.length} quarters are read from the records`);
  }
  t.ok(answered > 0);
  t.ok(again > 0);
  t.ok(shown > 0, 'calls of slots');
  t.ok(seized > 0, 'lines by the hour');
  t.ok(days >= seeds.length, 'days are summed up, and again after their quarters');
});
