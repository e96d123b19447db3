// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 003-27 003-32
// Are days' sums the month, months' sums the year, also where a day has 23 or 25 hours; and is each call in one column of the traffic?
import t from 'tap';
import { DISPOSITIONS } from '../../../src/bus/index.js';
import {
  type Division,
  type MeasuredCall,
  periodOf,
  type Report,
  ReportSums,
  type TimeAsked,
  trafficOf,
} from '../../../src/report/index.js';
import { Random } from '../../../src/sim/index.js';

const ZONE = 'Europe/Berlin'; // clocks go on in March and back in October
const FIRST = Date.parse('2026-01-01T00:00:00+01:00');
const NEXT_YEAR = Date.parse('2027-01-01T00:00:00+01:00');

/** A year of calls by chance, some at the very edges of days. */
function yearOfCalls(): MeasuredCall[] {
  const random = new Random(27);
  const edges = ['2026-03-29T00:00:00+01:00', '2026-10-25T23:59:59.999+01:00', '2026-12-31T23:59:59.999+01:00'].map(
    Date.parse,
  );
  const chance = Array.from({ length: 4_000 }, () => FIRST + Math.floor(random.next() * (NEXT_YEAR - FIRST)));
  return [...edges, ...chance]
    .sort((a, b) => a - b)
    .map((startedAt, nth) => {
      const answered = nth % 3 > 0;
      const disposition = answered ? 'answered' : (DISPOSITIONS[nth % DISPOSITIONS.length] ?? 'abandoned');
      const wait = { leg: `leg-${nth}`, kind: 'waiting', queue: 'orders', agent: null, role: 'customer' } as const;
      const segments = [
        { ...wait, fromAt: startedAt, toAt: startedAt + 10_000, endReason: answered ? 'answered' : 'abandoned' },
      ];
      return {
        ...{ offeredAt: startedAt, queue: 'orders', accessNumber: '88880001', accessName: null, capture: null },
        contact: { direction: 'inbound', startedAt, disposition, reason: null },
        ...{ segments, seizures: [{ from: startedAt, to: startedAt + 60_000 }] },
      };
    });
}

const calls = yearOfCalls();

function reportOf(asked: TimeAsked, by?: Division): Report {
  const period = periodOf(asked, 'day', { zone: ZONE, now: NEXT_YEAR });
  const sums = new ReportSums({
    ...{ name: 'day', zone: ZONE, period, now: NEXT_YEAR, by, channels: 30 },
    within: () => 20_000,
    nameOf: () => undefined,
  });
  for (const call of calls) sums.call(call);
  return sums.report;
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const MONTHS = Array.from({ length: 12 }, (_, nth) => `2026-${String(nth + 1).padStart(2, '0')}`);

t.test('the months are the year, the days of each are the month, and each day alone is its row', async (t) => {
  const year = reportOf({ year: '2026' }, 'month');
  t.equal(year.calls.offered, calls.length);
  t.same(
    year.parts?.map(({ key }) => key),
    MONTHS,
  );
  for (const month of MONTHS) {
    const whole = reportOf({ month }, 'day');
    t.same(whole.calls, year.parts?.find(({ key }) => key === month)?.calls, month);
    t.equal(sum(whole.parts?.map((day) => day.calls.offered) ?? []), whole.calls.offered, month);
    t.equal(sum(whole.parts?.map((day) => day.waits.answered) ?? []), whole.waits.answered, month);
  }
  const october = reportOf({ month: '2026-10' }, 'day');
  const long = october.parts?.find(({ key }) => key === '2026-10-25');
  t.same(reportOf({ day: '2026-10-25' }).calls, long?.calls, 'the day of 25 hours');
});

t.test('weeks begin on Monday, weekdays are seven', async (t) => {
  const weeks = reportOf({ year: '2026' }, 'week').parts ?? [];
  t.equal(weeks[0]?.key, '2026-W01');
  t.equal(weeks.length, 53, '2026 has one week more, and ends in it');
  const weekdays = reportOf({ year: '2026' }, 'weekday').parts ?? [];
  t.same(
    weekdays.map(({ key }) => key),
    ['1', '2', '3', '4', '5', '6', '7'],
  );
  t.equal(sum(weekdays.map((day) => day.calls.offered)), calls.length);
});

t.test('offered is answered, abandoned, deflected and blocked, whatever the way to end', async (t) => {
  const { calls: whole } = reportOf({ year: '2026' });
  t.equal(sum(Object.values(whole.traffic)) + whole.inProgress, whole.offered);
  for (const end of DISPOSITIONS) t.equal(sum(Object.values(trafficOf({ [end]: 3 }))), 3, end);
});
