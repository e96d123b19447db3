// SPDX-License-Identifier: GPL-2.0-or-later
// Are numbers that stand in the database in another form the same numbers, on lists and in promises?

import t from 'tap';
import type { AttemptRow, RequestRow } from '../../../src/callback/index.js';
import { PLAN_DEFAULTS } from '../../../src/dialling/index.js';
import { ListedNumbers } from '../../../src/engine/records/listed-numbers.js';
import { byPresentForms } from '../../../src/engine/rooms/old-forms.js';

const SHANGHAI = { ...PLAN_DEFAULTS, areaCode: '21' };

function request(id: string, number: string, change: Partial<RequestRow> = {}): RequestRow {
  const times = { createdAt: 1_000, enqueuedAt: 1_000, due: 2_000, expiresAt: 9_000 };
  return {
    id,
    number,
    queue: 'q',
    promised: true,
    ...times,
    captures: 1,
    attempts: 0,
    setups: 0,
    origin: 'surge',
    grade: 0,
    state: 'open',
    ...change,
  };
}

t.test('a list has a number whatever form the database, the file or a later addition has it in', async (t) => {
  const list = new ListedNumbers(['13900000001', '86 1390000-0002', '00000000'], {
    plan: SHANGHAI,
    ofFile: ['61234567'],
  });
  list.add('+8613900000003');
  for (const key of ['+8613900000001', '+8613900000002', '+8613900000003', '+862161234567', '00000000'])
    t.ok(list.has(key), key);
  t.notOk(list.has('13900000001'), 'it is asked by the form that numbers are compared by');
});

t.test('when the file names another area, local numbers of both sources are those of that area', async (t) => {
  const list = new ListedNumbers(['61234568'], { plan: SHANGHAI, ofFile: ['61234567'] });
  list.configure({ plan: { ...SHANGHAI, areaCode: '10' }, ofFile: ['61234567'] });
  t.same([list.has('+861061234567'), list.has('+861061234568'), list.has('+862161234567')], [true, true, false]);
});

t.test('a promise is found under the present form of its number', async (t) => {
  const attempt = { id: 'a', request: 'r', number: '01065200012', order: 'customerFirst', startedAt: 5 } as AttemptRow;
  const known = byPresentForms({ requests: [request('r', '1065200012')], attempts: [attempt] }, SHANGHAI, 5_000);
  t.match(known, { requests: [{ id: 'r', number: '+861065200012' }], attempts: [{ number: '+861065200012' }] });
  t.same(known.changes, []);
});

t.test('two open promises to one number become the older one, which has the calls of both', async (t) => {
  const requests = [
    request('new', '13900000001', { enqueuedAt: 3_000, captures: 2, due: 1_500, expiresAt: 12_000 }),
    request('other', '+8613900000009'),
    request('old', '+8613900000001', { promised: false }),
  ];
  const known = byPresentForms({ requests, attempts: [] }, SHANGHAI, 5_000);

  const one = { id: 'old', number: '+8613900000001', promised: true, captures: 3, due: 1_500, expiresAt: 12_000 };
  t.match(
    known.requests.find(({ id }) => id === 'old'),
    one,
  );
  t.same(known.requests.map(({ id }) => id).sort(), ['old', 'other']);
  t.match(known.changes, [
    { fact: 'givenUp', row: { id: 'new', state: 'givenUp', reason: 'merged', closedAt: 5_000 } },
    { row: { ...one, state: 'open' } },
  ]);
});
