// SPDX-License-Identifier: GPL-2.0-or-later
// Is what an engine understood the choice, or the digits, that the caller meant?
import t from 'tap';
import { keysMeant, type MaySay, phrasesOf } from '../../../src/ivr/index.js';

const both = (en: readonly string[], zh: readonly string[]) => ({ en, 'zh-CN': zh });
const menu: MaySay = {
  kind: 'choices',
  phrases: {
    '1': both(['order', 'place an order'], ['订货', '下订单']),
    '2': both(['where is my order', 'order status'], ['查询订单', '订单']),
    '0': both(['agent', 'somebody, please'], ['人工服务', '人工']),
  },
};
const digits: MaySay = { kind: 'digits' };

const CASES: readonly [MaySay, 'en' | 'zh-CN', string, string | undefined][] = [
  [menu, 'en', 'order', '1'],
  [menu, 'en', 'I want to place an order.', '1'],
  [menu, 'en', 'WHERE IS MY ORDER?', '2'],
  [menu, 'en', 'um, where is my order please', '2'],
  [menu, 'en', 'somebody please', '0'],
  [menu, 'en', 'reorder', undefined],
  [menu, 'en', 'orders', undefined],
  [menu, 'en', 'agent order', undefined],
  [menu, 'en', '', undefined],
  [menu, 'en', 'two', '2'],
  [menu, 'en', '2', '2'],
  [menu, 'en', 'nine', undefined],
  [menu, 'en', '订货', undefined],
  [menu, 'zh-CN', '我要订货', '1'],
  [menu, 'zh-CN', '我想下订单', '1'],
  [menu, 'zh-CN', '我的订单呢', '2'],
  [menu, 'zh-CN', '转人工', '0'],
  [menu, 'zh-CN', '人 工 服 务', '0'],
  [menu, 'zh-CN', '二', '2'],
  [menu, 'zh-CN', '你好', undefined],
  [digits, 'en', 'one three nine', '139'],
  [digits, 'en', 'oh five double two', '0522'],
  [digits, 'en', 'triple eight one', '8881'],
  [digits, 'en', '139 1234', '1391234'],
  [digits, 'en', 'one hundred', undefined],
  [digits, 'en', 'double', undefined],
  [digits, 'en', 'double double one', undefined],
  [digits, 'zh-CN', '幺三九零零一二', '1390012'],
  [digits, 'zh-CN', '１３９', '139'],
  [digits, 'zh-CN', '一三九，八八八八', '1398888'],
  [digits, 'zh-CN', '十二', undefined],
];

for (const [what, language, said, meant] of CASES) {
  t.test(`${language} ${what.kind}: "${said}" is ${meant ?? 'no answer'}`, async (t) => {
    t.equal(keysMeant(what, language, said), meant);
  });
}

t.test('two phrases of one length that are both said are no answer; the longer one wins', async (t) => {
  const what: MaySay = {
    kind: 'choices',
    phrases: { '1': both(['red'], []), '2': both(['blue'], []), '3': both(['dark blue'], []) },
  };
  t.equal(keysMeant(what, 'en', 'red or blue'), undefined);
  t.equal(keysMeant(what, 'en', 'red or dark blue'), '3');
});

t.test('the engine is told what may be said in the language of the caller', async (t) => {
  t.same([...phrasesOf(menu, 'zh-CN')].sort(), ['订货', '下订单', '查询订单', '订单', '人工服务', '人工'].sort());
  t.ok(phrasesOf(digits, 'en').includes('oh'));
});
