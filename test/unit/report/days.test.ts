// SPDX-License-Identifier: GPL-2.0-or-later
// Which time does somebody mean who types a day, a month, or from and to?
import t from 'tap';
import { instantNamed, periodOf, type ReportName, type TimeAsked } from '../../../src/report/index.js';

const zone = 'Asia/Shanghai';
const now = Date.parse('2026-03-01T09:30:00+08:00');
const at = (text: string) => Date.parse(`${text}+08:00`);
const of = (asked: TimeAsked, name: ReportName = 'day') => periodOf(asked, name, { zone, now });

t.test('days and months in the shop’s zone', async (t) => {
  const day = (from: string, to: string) => ({ from: at(`${from}T00:00`), to: at(`${to}T00:00`) });
  t.same(of({}), day('2026-03-01', '2026-03-02'));
  t.same(of({}, 'month'), day('2026-03-01', '2026-04-01'));
  for (const yesterday of ['yesterday', '昨天', '2026-02-28'])
    t.same(of({ day: yesterday }), day('2026-02-28', '2026-03-01'));
  for (const month of ['last', '上月', '2026-02']) t.same(of({ month }), day('2026-02-01', '2026-03-01'));
  for (const year of ['last', '去年', '2025']) t.same(of({ year }), day('2025-01-01', '2026-01-01'));
  t.same(of({}, 'week'), day('2026-02-23', '2026-03-02'), 'from Monday on');
  t.same(of({}, 'year'), day('2026-01-01', '2027-01-01'));
  t.same(of({ from: '2026-02-01', to: '2026-02-07' }), day('2026-02-01', '2026-02-08'), 'a day is in it');
  t.same(of({ from: '2026-02-27' }), day('2026-02-27', '2026-03-02'), 'up to today');
  t.same(of({ from: '2026-03-01T08:00', to: '2026-03-01 9:15' }), {
    from: at('2026-03-01T08:00'),
    to: at('2026-03-01T09:15'),
  });
});

t.test('a day on which the clocks are changed has 23 hours', async (t) => {
  const { from, to } = periodOf({ day: '2026-03-29' }, 'day', { zone: 'Europe/Berlin', now });
  t.equal(to - from, 23 * 3_600_000);
});

t.test('what is none is refused with what would be right', async (t) => {
  const refused = { code: 'REFUSED' };
  for (const day of ['tomorrow', '2026-02-29', '01.02.2026', '', '__proto__', 'constructor'])
    t.throws(() => of({ day }), refused, day);
  for (const month of ['2026-13', '2026', 'next', 'toString']) t.throws(() => of({ month }), refused, month);
  for (const year of ['26', '2026-01', 'next', 'toString']) t.throws(() => of({ year }), refused, year);
  t.throws(() => of({ from: '2026-02-02', to: '2026-02-01' }), refused);
  t.throws(() => of({ day: 'today', month: 'this' }), refused);
  t.throws(() => of({ day: 'today', to: 'today' }), refused);
});

t.test('so long ago, and a minute of a day', async (t) => {
  t.equal(instantNamed('24h', zone, now).from, now - 86_400_000);
  t.equal(instantNamed('30min', zone, now).to, now - 1_800_000);
  t.same(instantNamed('2026-02-28T23:59:30', zone, now), {
    from: at('2026-02-28T23:59:30'),
    to: at('2026-02-28T23:59:30'),
  });
});
