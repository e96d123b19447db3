// SPDX-License-Identifier: GPL-2.0-or-later
// Are values of a flow said as what they are, and those that are not read digit by digit?
import t from 'tap';
import type { Piece } from '../../../src/config/index.js';
import { speechOf } from '../../../src/ivr/index.js';
import { inWords } from '../../../src/ivr/pieces-said.js';

const zh = speechOf('zh-CN');
const said = (piece: Piece, v: string) => inWords([piece], { v }, zh);

const CASES: readonly [Piece, string, readonly unknown[]][] = [
  [{ number: 'v' }, '1234', zh.number(1234)],
  [{ number: 'v' }, '1,234', zh.number(1234)],
  [{ number: 'v' }, '-3.14', zh.decimal('-3.14')],
  [{ number: 'v' }, '1e3', zh.digits('13')],
  [{ number: 'v' }, '1000000000000', zh.digits('1000000000000')],
  [{ amount: 'v' }, '12.5', zh.amount('12.50')],
  [{ amount: 'v' }, '￥1,200', zh.digits('1200')],
  [{ amount: 'v' }, '¥1200', zh.amount('1200')],
  [{ amount: 'v' }, '12.345', zh.digits('12345')],
  [{ date: 'v' }, '2026-11-29', zh.date({ year: 2026, month: 11, day: 29 })],
  [{ date: 'v' }, '20261129', zh.date({ year: 2026, month: 11, day: 29 })],
  [{ date: 'v' }, '2026-11-29T16:05:00Z', zh.date({ year: 2026, month: 11, day: 29 })],
  [{ date: 'v' }, '2026-02-30', zh.digits('20260230')],
  [{ date: 'v' }, '2026-13-01', zh.digits('20261301')],
  [{ time: 'v' }, '16:05', zh.time(16, 5)],
  [{ time: 'v' }, '8:30', zh.time(8, 30)],
  [{ time: 'v' }, '2026-11-29 08:30:00', zh.time(8, 30)],
  [{ time: 'v' }, '24:00', zh.digits('2400')],
  [{ time: 'v' }, '8:60', zh.digits('860')],
  [{ duration: 'v' }, '90', zh.duration(90_000)],
  [{ duration: 'v' }, '1h 30min', zh.duration(5_400_000)],
  [{ duration: 'v' }, '1:30:05', zh.duration(5_405_000)],
  [{ duration: 'v' }, '2d', zh.duration(172_800_000)],
  [{ duration: 'v' }, 'soon', []],
  [{ wait: 'v' }, '90', zh.wait(90_000)],
  [{ phone: 'v' }, '13800138000', zh.phone('13800138000')],
  [{ position: 'v' }, '2', zh.position(2)],
  [{ position: 'v' }, '0', zh.digits('0')],
  [{ digits: 'v' }, '12', zh.digits('12')],
  [{ text: '订单{v}' }, 'A1', [{ text: '订单A1' }]],
  [{ text: '{{{v}}}', instead: 'welcome' }, '{x}', [{ text: '{{x}}', instead: 'welcome' }]],
];

for (const [piece, value, parts] of CASES) {
  t.test(`${JSON.stringify(piece)} of "${value}"`, async (t) => t.same(said(piece, value), parts));
}
t.test('a value that there is not is silent', async (t) => t.same(inWords([{ amount: 'x' }], {}, zh), []));
