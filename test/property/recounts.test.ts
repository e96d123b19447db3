// SPDX-License-Identifier: GPL-2.0-or-later
// Do the detail reports, the wave's report and the bill of each day say what SQL counts, over restarts, kills, steps of the clock and
// the nights in which the clocks are changed? `SPILLWAY_SEED=n` plays one run alone.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DateTime } from 'luxon';
import t from 'tap';
import type { DetailPage } from '../../src/host/index.js';
import { recordMethods } from '../../src/host/record-methods.js';
import { type Bill, daysOf, type WaveReport } from '../../src/report/index.js';
import { RecordedDays } from '../support/recorded-days.js';

const DEEP = process.env.SPILLWAY_DEEP !== undefined;
const [RUNS, STEPS] = DEEP ? [30, 1_000] : [2, 200];
const ONLY = process.env.SPILLWAY_SEED;
const HOUR = 3_600_000;
const ZONE = 'Europe/Berlin';
const NIGHTS = ['2026-03-28T10:00:00+01:00', '2026-10-24T10:00:00+02:00'] as const;
const PRICE = { name: 'in', direction: 'inbound', prefix: '', perMinute: 0.3, unit: 6_000, perCall: 0.01 };
const config = {
  ...{ zone: ZONE, queues: [], agents: [], boards: [], accessNumbers: [], surge: { slots: [] } },
  rates: { currency: 'CNY', prices: [PRICE] },
};

/** A customer's times as sums of his segments, one after the other. */
function spent(database: Database.Database, call: string, now: number) {
  const times = { waitMs: 0, talkMs: 0, holdMs: 0 };
  const as = { waiting: 'waitMs', talking: 'talkMs', held: 'holdMs', parked: 'holdMs' } as const;
  const segments = database.prepare("select * from segment where call = ? and role = 'customer'").all(call);
  for (const { kind, from_at, to_at } of segments as { kind: keyof typeof as; from_at: number; to_at: number | null }[])
    if (kind in as) times[as[kind]] += Math.max(0, (to_at ?? now) - from_at);
  return times;
}

const seeds = ONLY === undefined ? Array.from({ length: RUNS }, (_, index) => index + 1) : [Number(ONLY)];

t.test('each report is its recount', { timeout: 4 * HOUR }, async (t) => {
  const seen = { days: 0, rows: 0, billed: 0 };
  for (const seed of seeds) {
    const start = Date.parse(NIGHTS[seed % 2] ?? NIGHTS[0]);
    const folder = t.testdir({ [`${seed}`]: {} });
    const box = new RecordedDays(folder, seed, start);
    await box.open();
    await box.live(STEPS);
    const { store, clock } = box;
    const now = clock.utc(clock.now());
    const keeper = { records: () => store, config: () => config as never, now: () => now };
    const methods = recordMethods(keeper);
    const ask = <T>(method: string, params: object) => methods[method]?.({ ...params }) as Promise<T>;
    const database = new Database(join(folder, 'spillway.db'), { readonly: true });
    for (const { from, to } of daysOf({ from: start, to: now }, ZONE)) {
      const day = DateTime.fromMillis(from, { zone: ZONE }).toFormat('yyyy-MM-dd');
      const says = `seed ${seed}, ${day}`;
      const ends = await store.ask('recountedContacts', { from, to, now });
      const byEnd = Object.fromEntries(ends.map(({ disposition, count }) => [disposition, count]));
      seen.days++;

      const details: Record<string, number> = {};
      for (let after: DetailPage['next']; ; ) {
        const { rows, next } = await ask<DetailPage>('report.calls', { name: 'incoming', day, most: 7, after });
        for (const { disposition } of rows)
          details[disposition ?? 'inProgress'] = (details[disposition ?? 'inProgress'] ?? 0) + 1;
        for (const { id, waitMs, talkMs, holdMs } of rows)
          t.same({ waitMs, talkMs, holdMs }, spent(database, id, now), `times of ${id}, ${says}`);
        seen.rows += rows.length;
        if (next === undefined) break;
        after = next;
      }
      t.same(details, byEnd, `details, ${says}`);

      const wave = await ask<WaveReport>('report.wave', { day });
      const { ended, inProgress } = wave.calls;
      t.same({ ...ended, ...(inProgress > 0 && { inProgress }) }, byEnd, `wave, ${says}`);
      t.equal(
        wave.curve.reduce((sum, point) => sum + point.offered, 0),
        wave.calls.offered,
        `curve, ${says}`,
      );
      t.match(await store.ask('recountedLines', { from, to, now }), wave.lines, `lines, ${says}`);

      const bill = await ask<Bill>('report.bill', { day });
      const billed = database
        .prepare(`select count(*) as calls, coalesce(sum(round((((l.ended_at - l.answered_at + 5999) / 6000
            + (l.ended_at = l.answered_at)) * 6 * 0.3 / 60 + 0.01) * 10000)), 0) / 10000 as amount
          from leg l join call c on c.id = l.call where l.kind = 'trunk' and l.direction = 'inbound'
            and l.answered_at is not null and l.ended_at is not null and c.offered_at >= ? and c.offered_at < ?`)
        .get(from, to) as { calls: number; amount: number };
      t.equal(bill.whole.calls, billed.calls, `billed calls, ${says}`);
      t.ok(Math.abs(bill.whole.amount - billed.amount) < 1e-6, `bill, ${says}: ${bill.whole.amount}, ${billed.amount}`);
      seen.billed += billed.calls;
    }
    database.close();
    await store.close();
  }
  t.ok(seen.days > seeds.length && seen.rows > 10 * seeds.length && seen.billed > seeds.length, JSON.stringify(seen));
});
