// SPDX-License-Identifier: GPL-2.0-or-later
// Are the figures of every day due once, from the time of day on, in the shop's zone, also over restarts and changed clocks?
import t from 'tap';
import { dueDays } from '../../../src/outbox/index.js';

const zone = 'Asia/Shanghai';
const at = (iso: string) => Date.parse(`${iso}+08:00`);

t.test('nothing is due of the time before anybody asked', async (t) => {
  t.same(dueDays({ done: undefined, at: at('2026-10-02T07:59:00'), zone, time: '08:00' }), {
    days: [],
    last: '2026-09-30',
  });
  t.same(dueDays({ done: undefined, at: at('2026-10-02T08:00:00'), zone, time: '08:00' }), {
    days: [],
    last: '2026-10-01',
  });
});

t.test('a day is due from the time of the next one on, and then no more', async (t) => {
  const due = (done: string, now: string) => dueDays({ done, at: at(now), zone, time: '08:00' }).days;
  t.same(due('2026-09-30', '2026-10-02T07:59:59'), []);
  t.same(due('2026-09-30', '2026-10-02T08:00:00'), ['2026-10-01']);
  t.same(due('2026-10-01', '2026-10-02T08:00:01'), []);
  t.same(due('2026-10-01', '2026-10-02T23:59:59'), []);
});

t.test('days that were missed are sent, the oldest first, a week of them at most', async (t) => {
  const due = (done: string) => dueDays({ done, at: at('2026-10-10T09:00:00'), zone, time: '08:00' }).days;
  t.same(due('2026-10-06'), ['2026-10-07', '2026-10-08', '2026-10-09']);
  t.equal(due('2026-01-01').length, 7);
  t.equal(due('2026-01-01').at(-1), '2026-10-09');
});

t.test('a clock that is put back doubles nothing', async (t) => {
  t.same(dueDays({ done: '2026-10-09', at: at('2026-10-08T09:00:00'), zone, time: '08:00' }).days, []);
});

t.test('in the nights in which the clocks are changed there is one of each day', async (t) => {
  let done = '2026-10-23';
  const told: string[] = [];
  for (let hour = 0; hour < 96; hour++) {
    const now = Date.parse('2026-10-24T00:00:00Z') + hour * 3_600_000;
    for (const day of dueDays({ done, at: now, zone: 'Europe/Berlin', time: '02:30' }).days) {
      told.push(day);
      done = day;
    }
  }
  t.same(told, ['2026-10-24', '2026-10-25', '2026-10-26']);
});
