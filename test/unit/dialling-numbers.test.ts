// SPDX-License-Identifier: GPL-2.0-or-later
// Is every way of writing a number the same number, and does each trunk get the digits that it takes?

import t from 'tap';
import {
  callable,
  type NumberPlan,
  normalise,
  otherForm,
  PLAN_DEFAULTS,
  prepareCall,
  presented,
  type TelephoneNumber,
  TRUNK_DEFAULTS,
  toDial,
} from '../../src/dialling/index.js';
import type { NumberType } from '../../src/native/index.js';

const SHANGHAI: NumberPlan = { ...PLAN_DEFAULTS, areaCode: '21' };

function number(digits: string, type: NumberType = 'unknown', plan = SHANGHAI): string | undefined {
  return normalise(digits, plan, type)?.number;
}

function known(digits: string): TelephoneNumber {
  const found = normalise(digits, SHANGHAI);
  if (found === undefined) throw new Error(digits);
  return found;
}

t.test('a mobile number is one number however it comes', async (t) => {
  const forms: [string, NumberType][] = [
    ['13800138000', 'unknown'],
    ['013800138000', 'unknown'],
    ['13800138000', 'national'],
    ['8613800138000', 'international'],
    ['8613800138000', 'unknown'],
    ['008613800138000', 'unknown'],
    ['+86 138-0013-8000', 'unknown'],
    ['13800138000', 'subscriber'],
  ];
  for (const [digits, type] of forms) t.equal(number(digits, type), '+8613800138000', `${digits} ${type}`);
});

t.test('a fixed number is one number with its area, without its 0, and in its own area alone', async (t) => {
  t.equal(number('02161234567'), '+862161234567');
  t.equal(number('2161234567', 'national'), '+862161234567', 'carriers leave out the 0');
  t.equal(number('02161234567', 'national'), '+862161234567');
  t.equal(number('61234567'), '+862161234567');
  t.equal(number('61234567', 'subscriber'), '+862161234567');
  t.equal(number('05718765432'), '+865718765432', 'seven digits after an area of three');
  t.equal(number('057187654321'), '+8657187654321');
  t.equal(number('1087654321', 'national'), '+861087654321');
});

t.test('a local number is no number when the home area is not known', async (t) => {
  t.equal(number('61234567', 'unknown', PLAN_DEFAULTS), undefined);
});

t.test(
  'short codes, 95 and 96 codes and 400 numbers are service numbers that nobody can be called back at',
  async (t) => {
    for (const digits of [
      '110',
      '12345',
      '10086',
      '95588',
      '955880',
      '96110',
      '4008880001',
      '8008100001',
      '+864008880001',
    ]) {
      const found = normalise(digits, SHANGHAI);
      t.match(found, { kind: 'service' }, digits);
      t.equal(found && callable(found), false);
    }
    t.equal(number('95588'), '95588');
    t.equal(number('4008880001'), '+864008880001');
  },
);

t.test('an area code that looks like a 95 code is one when the 0 is there', async (t) => {
  t.match(normalise('09551234567', SHANGHAI), { kind: 'fixed', number: '+869551234567' });
});

t.test('numbers of other countries keep their country', async (t) => {
  t.match(normalise('0085221234567', SHANGHAI), { kind: 'international', number: '+85221234567' });
  t.match(normalise('12025550123', SHANGHAI, 'international'), { kind: 'international', number: '+12025550123' });
});

t.test('what cannot be a number is none', async (t) => {
  for (const digits of ['', '0', '00', '+', '1', '12ab', '*61', '1380013800', '138001380001234567890', '0000000']) {
    t.equal(number(digits), undefined, digits);
  }
});

t.test('the digits stay beside the number as they came', async (t) => {
  t.match(normalise('013800138000', SHANGHAI, 'national'), { raw: '013800138000', type: 'national', kind: 'mobile' });
});

t.test('another country follows its own plan', async (t) => {
  const plan: NumberPlan = { country: 'US', nationalPrefix: '1', internationalPrefix: '011' };
  t.equal(number('2025550123', 'unknown', plan), '+12025550123');
  t.match(normalise('0118613800138000', plan), { kind: 'international', number: '+8613800138000' });
  t.match(normalise('911', plan), { kind: 'service' });
});

t.test('a fixed number goes out with its area elsewhere and without at home', async (t) => {
  t.same(toDial(known('02161234567'), TRUNK_DEFAULTS), { digits: '02161234567' });
  t.same(toDial(known('02161234567'), { ...TRUNK_DEFAULTS, areaCode: '21' }), { digits: '61234567' });
  t.same(toDial(known('057187654321'), { ...TRUNK_DEFAULTS, areaCode: '21' }), { digits: '057187654321' });
});

t.test('a mobile number gets its 0 never, always or by area, and the other form is kept', async (t) => {
  const mobile = known('13800138000');
  const trunk = { ...TRUNK_DEFAULTS, areaCode: '21' };
  const plain = { digits: '13800138000', other: '013800138000' };
  const prefixed = { digits: '013800138000', other: '13800138000' };

  t.same(
    toDial(mobile, { ...trunk, mobilePrefix: 'never' }, () => '10'),
    plain,
  );
  t.same(
    toDial(mobile, { ...trunk, mobilePrefix: 'always' }, () => '21'),
    prefixed,
  );
  t.same(
    toDial(mobile, { ...trunk, mobilePrefix: 'byArea' }, () => '10'),
    prefixed,
  );
  t.same(
    toDial(mobile, { ...trunk, mobilePrefix: 'byArea' }, () => '21'),
    plain,
  );
  t.same(
    toDial(mobile, { ...trunk, mobilePrefix: 'byArea' }, () => undefined),
    plain,
    'no table has it',
  );
});

t.test('the other form is tried after causes 1, 3 and 28 only', async (t) => {
  const forms = toDial(known('13800138000'), TRUNK_DEFAULTS);
  for (const cause of [1, 3, 28]) t.equal(otherForm(forms, cause), '013800138000');
  for (const cause of [16, 17, 19, 21, 22, 34]) t.equal(otherForm(forms, cause), undefined);
  t.equal(otherForm(toDial(known('02161234567'), TRUNK_DEFAULTS), 1), undefined, 'a fixed number has one form');
});

t.test('a PBX gets its outside line first, another country the international prefix', async (t) => {
  t.same(toDial(known('02161234567'), { ...TRUNK_DEFAULTS, outsideLine: '9' }), { digits: '902161234567' });
  t.same(toDial(known('0085221234567'), TRUNK_DEFAULTS), { digits: '0085221234567' });
  t.same(toDial(known('95588'), TRUNK_DEFAULTS), { digits: '95588' });
});

t.test('only a presentable number is shown', async (t) => {
  t.equal(presented(['02160000000', '02160000001'], '02160000001'), '02160000001');
  t.equal(presented(['02160000000'], '13800138000'), '02160000000', 'never one that is not ours');
  t.equal(presented([], '02160000000'), undefined);
});

t.test('the do-not-call list is asked when the number is dialled', async (t) => {
  const trunk = { dialling: TRUNK_DEFAULTS, presentable: ['02160000000'] };
  const list = new Set<string>();
  const mobile = known('13800138000');
  t.match(prepareCall(mobile, trunk, list), { permitted: true, digits: '13800138000', presented: '02160000000' });

  list.add('+8613800138000');
  t.same(prepareCall(mobile, trunk, list), { permitted: false, reason: 'doNotCall' });
  t.same(prepareCall(known('95588'), trunk, list), { permitted: false, reason: 'notCallable' });
});
