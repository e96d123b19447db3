// SPDX-License-Identifier: GPL-2.0-or-later
// rows: 002-59
// Does the week before predict the next one, and the month before the next month? And can a switchboard's list be read?
import t from 'tap';
import { agentsFor, type Day, forecastOf, QUARTERS, readHistory } from '../../../src/planning/index.js';

const ZONE = 'Asia/Shanghai';
const sum = (calls: readonly number[]) => calls.reduce((whole, count) => whole + count, 0);

/** Days from a Monday on, `of` calls in each quarter of nine to five. */
function days(first: string, count: number, of: (nth: number) => number): Day[] {
  return Array.from({ length: count }, (_, nth) => ({
    date: new Date(Date.parse(`${first}T12:00:00Z`) + nth * 86_400_000).toISOString().slice(0, 10),
    calls: Array.from({ length: QUARTERS }, (_, quarter) => (quarter >= 36 && quarter < 68 ? of(nth) : 0)),
  }));
}

t.test('one week is what the next will be, quarter by quarter', async (t) => {
  const week = days('2026-11-02', 7, (nth) => (nth === 6 ? 0 : nth + 1));
  const forecast = forecastOf(week, 'week');
  t.same(
    forecast?.days,
    week.map(({ calls }, nth) => ({ date: `2026-11-${String(9 + nth).padStart(2, '0')}`, calls })),
  );
  t.equal(forecast?.error, undefined, 'nothing before it that could have said so');
});

t.test('of two weeks the last counts twice, and is held against the first', async (t) => {
  const forecast = forecastOf(
    days('2026-11-02', 14, (nth) => (nth < 7 ? 6 : 9)),
    'week',
  );
  t.equal(forecast?.days[0]?.date, '2026-11-16');
  t.equal(forecast?.days[0]?.calls[40], 8);
  t.match(forecast?.error, { from: '2026-11-09', to: '2026-11-15', calls: 9 * 32 * 7, forecast: 6 * 32 * 7 });
  t.equal(forecast?.error?.bias, -1 / 3);
  t.equal(forecast?.error?.byDay, 1 / 3);
});

t.test('a month is what the next will be: each of its days as the days of that weekday were', async (t) => {
  const october = days('2026-10-01', 31, (nth) => ((nth + 4) % 7 >= 5 ? 0 : 4)); // the 1st is a Thursday
  const forecast = forecastOf(october, 'month');
  t.equal(forecast?.days.length, 30);
  t.equal(forecast?.days[0]?.date, '2026-11-01');
  t.equal(sum(forecast?.days[1]?.calls ?? []), sum(october[4]?.calls ?? []), 'Monday as Monday');
});

t.test('in the middle of a month it is the month after it that is expected', async (t) => {
  const forecast = forecastOf(
    days('2026-10-01', 45, () => 4),
    'month',
  );
  t.same([forecast?.days[0]?.date, forecast?.days.at(-1)?.date], ['2026-12-01', '2026-12-31']);
  t.equal(
    forecastOf(
      days('2026-10-01', 61, () => 4),
      'month',
    )?.error?.from,
    '2026-11-01',
  );
});

t.test('a day without any call was closed: it makes the others no smaller', async (t) => {
  const forecast = forecastOf(
    days('2026-11-02', 14, (nth) => (nth === 7 ? 0 : 5)),
    'week',
  );
  t.equal(forecast?.days[0]?.calls[40], 5, 'Monday');
});

t.test('with nothing known nothing is forecast', async (t) => {
  t.equal(forecastOf([], 'week'), undefined);
  t.equal(
    forecastOf(
      days('2026-11-02', 7, () => 0),
      'week',
    ),
    undefined,
  );
});

t.test("a switchboard's list: a call a row, quarter by quarter, and from that the seats", async (t) => {
  const rows = Array.from(
    { length: 40 },
    (_, nth) => `2026/11/2 9:${String(nth % 15).padStart(2, '0')},1:30,总机,呼入`,
  );
  const { history, wrong } = readHistory(
    `时间,通话时长,线路,方向\n${rows.join('\n')}\n2026/11/2 9:01,1:30,总机,呼出\n`,
    ZONE,
  );
  t.equal(wrong, 0);
  t.equal(history.calls, 40, 'calls outwards are none that come');
  t.equal(history.handling, 90_000);
  t.equal(history.days()[0]?.calls[36], 40);
  const handling = history.handling ?? 0;
  const seats = agentsFor({ traffic: (40 * handling) / 900_000, handling }, { level: 0.8, within: 20_000 });
  t.equal(seats, 6, '4 Erlangs of 90 s: 5 give 55.6 %, 6 give 81.7 %');
});

t.test('counts of quarters, times with an offset, tabs and semicolons, days in between', async (t) => {
  const { history, wrong } = readHistory(
    'start;calls;talk\n2026-11-02T09:00:00+08:00;12;95\n2026-11-02 09:15;0;\n2026-11-04T01:30:00Z;3;0:01:35\n',
    ZONE,
  );
  t.equal(wrong, 0);
  t.same(
    history.days().map(({ date, calls }) => [date, sum(calls)]),
    [
      ['2026-11-02', 12],
      ['2026-11-03', 0],
      ['2026-11-04', 3],
    ],
  );
  t.equal(history.days()[2]?.calls[38], 3, 'half past nine in Shanghai');
  t.equal(history.handling, 95_000);
});

t.test('a file that is wrong says where, and what would be right', async (t) => {
  const problemsOf = (text: string) => readHistory(text, ZONE).problems.map(({ line, says }) => `${line}: ${says.en}`);
  t.match(problemsOf('talk\n90\n'), [/^1: the first row is without start/]);
  t.match(problemsOf(''), [/^1: the first row is without start/]);
  t.match(
    problemsOf(
      'start,calls,talk\nyesterday,1,1\n2026-11-02 09:00,-1,1\n2026-11-02 09:00,1,soon\n2026-13-02 09:00,1,1\n',
    ),
    [
      /^2: yesterday is no time/,
      /^3: -1 is no number of calls/,
      /^4: soon is no length/,
      /^5: 2026-13-02 09:00 is no time/,
    ],
  );
});

t.test('a year of calls, a leap day and the nights in which clocks change', async (t) => {
  const rows = ['2024-02-29 10:00', '2026-03-29 03:30', '2026-10-25 02:30', '2026-10-25 02:30'];
  const { history, wrong } = readHistory(`start\n${rows.join('\n')}\n`, 'Europe/Berlin');
  t.equal(wrong, 0);
  t.equal(history.calls, 4);
  t.equal(history.days({ from: '2026-10-25' })[0]?.calls[10], 2);
});
