// SPDX-License-Identifier: GPL-2.0-or-later
// Does a long list of numbers come into force whole, without anybody waiting for it?
import { setImmediate as nextTurn } from 'node:timers/promises';
import t from 'tap';
import { listKey, type NumberPlan, PLAN_DEFAULTS } from '../../../src/dialling/index.js';
import { ListedNumbers } from '../../../src/engine/records/listed-numbers.js';

const plan: NumberPlan = { ...PLAN_DEFAULTS, country: 'CN', areaCode: '21' };
const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => `0138${String(from + n).padStart(8, '0')}`);
const key = (number: string) => listKey(number, plan);

t.test('a short change is in force at once', async (t) => {
  const list = new ListedNumbers(['13900000000'], { plan, ofFile: numbers(0, 5_000) });
  void list.configure({ plan, ofFile: [...numbers(0, 4_999), '02188880001'] });
  t.ok(list.has(key('02188880001')));
  t.notOk(list.has(key('013800004999')), 'the file no longer names it');
  t.ok(list.has(key('013800000000')) && list.has(key('13900000000')), 'the rest is as it was');
});

t.test('of a long change the old list is in force until the new one is whole', async (t) => {
  const list = new ListedNumbers([], { plan, ofFile: numbers(0, 10) });
  let whole = false;
  const configured = list.configure({ plan, ofFile: numbers(1_000, 3_000) }).then(() => {
    whole = true;
  });
  let turns = 0;
  for (; !whole; turns++) {
    t.ok(list.has(key('013800000000')), 'the old one');
    list.add(`139${String(turns).padStart(8, '0')}`);
    await nextTurn();
  }
  await configured;
  t.ok(turns >= 3_000 / 200 - 1, `${turns} turns of others meanwhile`);
  t.notOk(list.has(key('013800000000')));
  for (const number of numbers(1_000, 3_000)) if (!list.has(key(number))) t.fail(number);
  for (let n = 0; n < turns; n++) t.ok(list.has(key(`139${String(n).padStart(8, '0')}`)), 'what was added meanwhile');
});

t.test('a later configuration overtakes one that is on its way', async (t) => {
  const list = new ListedNumbers([], { plan, ofFile: [] });
  const first = list.configure({ plan, ofFile: numbers(0, 2_000) });
  const second = list.configure({ plan, ofFile: ['02188880001'] });
  await Promise.all([first, second]);
  t.ok(list.has(key('02188880001')));
  t.notOk(list.has(key('013800000000')));
});

t.test('another number plan reads every number anew', async (t) => {
  const list = new ListedNumbers(['88880001'], { plan, ofFile: [] });
  t.ok(list.has(key('88880001')));
  const beijing = { ...plan, areaCode: '10' };
  await list.configure({ plan: beijing, ofFile: [] });
  t.ok(list.has(listKey('88880001', beijing)));
  t.notOk(list.has(key('88880001')));
});

t.test('a number that is taken off while a long file is read stays off', async (t) => {
  const list = new ListedNumbers(['13900000000', '13900000001'], { plan, ofFile: [] });
  const configured = list.configure({ plan, ofFile: [...numbers(0, 1_000), '13900000001'] });

  await nextTurn();
  list.removeAll(['13900000000', '13900000001']);
  await configured;

  t.notOk(list.has(key('13900000000')));
  t.ok(list.has(key('13900000001')), 'the file names it');
});
