// SPDX-License-Identifier: GPL-2.0-or-later
// Are figures, times and numbers written as people read them?
import t from 'tap';
import { difference } from '../../src/console/parts/difference.js';
import { judge } from '../../src/console/parts/tones.js';
import { pathAt } from '../../src/console/parts/yaml-path.js';
import { clockTime, count, duration, moment, share, telephone } from '../../src/console/words/format.js';

const zone = 'Asia/Shanghai';
const now = Date.UTC(2026, 10, 29, 12, 45, 9);

t.test('figures', async (t) => {
  t.equal(count(1284), '1,284');
  t.equal(share(0.914), '91%');
  t.equal(share(Number.NaN), '–');
  t.equal(duration(41_900), '0:41');
  t.equal(duration(754_000), '12:34');
  t.equal(duration(3_723_000), '1:02:03');
  t.equal(duration(-5), '0:00', 'a clock that is ahead is no time that runs backwards');
});

t.test('times in the shop’s zone', async (t) => {
  t.equal(moment(now, now, zone), '20:45:09');
  t.equal(moment(now - 86_400_000, now, zone), '11-28 20:45');
  t.equal(moment(now - 365 * 86_400_000, now, zone), '2025-11-29 20:45');
  t.equal(clockTime(now, zone), '20:45');
});

t.test('telephone numbers in their groups', async (t) => {
  t.equal(telephone('13812345678'), '138 1234 5678');
  t.equal(telephone('+8613812345678'), '138 1234 5678');
  t.equal(telephone('138****5678'), '138 **** 5678');
  t.equal(telephone('02188880001'), '021 8888 0001');
  t.equal(telephone('+862188880001'), '021 8888 0001');
  t.equal(telephone('4008001234'), '400 800 1234');
  t.equal(telephone('802'), '802');
});

t.test('targets are judged, and what is near is told', async (t) => {
  t.equal(judge(0.85, { least: 0.8 }), 'good');
  t.equal(judge(0.75, { least: 0.8 }), 'watch');
  t.equal(judge(0.5, { least: 0.8 }), 'bad');
  t.equal(judge(61, { most: 60 }), 'bad');
});

t.test('two texts line by line', async (t) => {
  const found = difference('a\nb\nc', 'a\nx\nc\nd');
  t.same(
    found.map(({ kind, text }) => `${kind} ${text}`),
    ['same a', 'out b', 'in x', 'same c', 'in d'],
  );
  t.same(
    found.map(({ line }) => line),
    [1, undefined, 2, 3, 4],
  );
});

t.test('a line of the file is a setting by its path', async (t) => {
  const text =
    "zone: x\nqueues:\n  - name: orders\n    wrapUp: 15s\n    callback: { order: first }\n  - ringTimeout: 9s\n    name: service\nagents:\n- { id: '8001', name: Li }\nsurge:\n  human:\n    min: 4\n";
  t.same(
    [1, 4, 5, 6, 9, 12].map((line) => pathAt(text, line)),
    [
      'zone',
      'queues.orders.wrapUp',
      'queues.orders.callback',
      'queues.service.ringTimeout',
      'agents.8001',
      'surge.human.min',
    ],
  );
});
