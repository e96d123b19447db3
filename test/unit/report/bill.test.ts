// SPDX-License-Identifier: GPL-2.0-or-later
// Does a bill charge each call by the rate that fits it best, in whole units that have begun?
import t from 'tap';
import { BillSums, type Charged, chargedTime, type Rate, rateOf } from '../../../src/report/index.js';

const RATES: readonly Rate[] = [
  { name: 'China', direction: 'outbound', prefix: '', perMinute: 0.15, unit: 60_000, perCall: 0 },
  { name: 'mobile', direction: 'outbound', prefix: '+861', perMinute: 0.1, unit: 6_000, perCall: 0.02 },
  { name: '400', direction: 'inbound', prefix: '400', perMinute: 0.3, unit: 60_000, perCall: 0 },
];
const call = (more: Partial<Charged>): Charged => ({
  ...{
    direction: 'outbound',
    number: '+8613800138000',
    accessNumber: null,
    accessName: null,
    queue: 'sales',
    agent: '1001',
  },
  ...{ offeredAt: Date.parse('2026-10-31T23:59:00+08:00'), lasted: 61_000 },
  ...more,
});

t.test('the longest prefix of the same direction', async (t) => {
  t.equal(rateOf(RATES, call({}))?.name, 'mobile');
  t.equal(rateOf(RATES, call({ number: '+862188880001' }))?.name, 'China');
  t.equal(rateOf(RATES, call({ direction: 'inbound', accessNumber: '4008001111' }))?.name, '400');
  t.equal(rateOf(RATES, call({ direction: 'inbound', accessNumber: '88880001' })), undefined);
});

t.test('a unit that has begun is paid whole, and none is free', async (t) => {
  const minute = { unit: 60_000 };
  for (const [lasted, charged] of [
    [0, 60_000],
    [1, 60_000],
    [60_000, 60_000],
    [60_001, 120_000],
  ] as const)
    t.equal(chargedTime(minute, lasted), charged, `${lasted} ms`);
  t.equal(chargedTime({ unit: 6_000 }, 61_000), 66_000);
});

t.test('the bill is the sum of its parts, and of minutes x rate', async (t) => {
  const period = { from: Date.parse('2026-10-01T00:00:00+08:00'), to: Date.parse('2026-11-01T00:00:00+08:00') };
  const sums = new BillSums({ zone: 'Asia/Shanghai', currency: 'CNY', period, by: 'agent' }, RATES);
  sums.call(call({})); // 66 s at 0.10 + 0.02
  sums.call(call({ number: '+862188880001', agent: '1002' })); // 2 min at 0.15
  sums.call(call({ direction: 'inbound', accessNumber: '4008001111', lasted: 5_000 })); // 1 min at 0.30
  sums.call(call({ direction: 'inbound', accessNumber: '88880001' }));
  const { bill } = sums;
  t.equal(bill.whole.amount, 0.73);
  t.equal(bill.whole.calls, 3);
  t.equal(bill.without, 1);
  t.same(
    bill.parts?.map(({ key, amount }) => [key, amount]),
    [
      ['1001', 0.43],
      ['1002', 0.3],
    ],
  );
  t.same(
    bill.rates.map(({ key, charged }) => [key, charged]),
    [
      ['400', 60_000],
      ['China', 120_000],
      ['mobile', 66_000],
    ],
  );
});
