// SPDX-License-Identifier: GPL-2.0-or-later
// Does a report's picture show what can be piled up: no seconds upon counts, no whole upon its parts?
import t from 'tap';
import { seriesOf } from '../../src/console/live/report-series.js';

const names = (table: Parameters<typeof seriesOf>[0]) => seriesOf(table).series.map(({ name }) => name);

t.test('of calls by queue: how they ended, not how many they were, nor how long they waited', async (t) => {
  const headings = [
    '队列',
    '呼入',
    '接听',
    '放弃',
    '登记',
    '拒绝',
    '其他',
    '平均等待（秒）',
    '最长等待（秒）',
    '服务水平',
  ];
  const rows = [
    ['orders', 100, 70, 20, 5, 2, 3, 17, 60, 0.8],
    ['service', 50, 50, 0, 0, 0, 0, 3, 9, 1],
  ];
  t.same(names({ headings, rows, shares: { columns: [9] } }), ['接听', '放弃', '登记', '拒绝']);
});

t.test('of agents: what their time went to', async (t) => {
  const headings = [
    'agent',
    'name',
    'calls',
    'signed in (s)',
    'ready (s)',
    'not ready (s)',
    'talk (s)',
    'hold (s)',
    'occupancy',
  ];
  const rows = [['1001', 'Li', 12, 3600, 1000, 600, 1500, 100, 0.6]];
  t.same(names({ headings, rows, shares: { columns: [8] } }), ['ready (s)', 'not ready (s)', 'talk (s)', 'hold (s)']);
});

t.test('shares alone are drawn as such; one column stands alone', async (t) => {
  const shares = { headings: ['day', 'occupancy'], rows: [['Mon', 0.5]], shares: { columns: [1] } };
  t.match(seriesOf(shares), { shares: true, series: [{ name: 'occupancy', values: [0.5] }] });
  t.match(seriesOf({ headings: ['cause', 'calls'], rows: [['16', 3]] }), {
    shares: false,
    series: [{ name: 'calls' }],
  });
  t.same(names({ headings: ['a', 'b'], rows: [] }), ['a', 'b'], 'of no rows nothing is known');
});
