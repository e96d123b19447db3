// SPDX-License-Identifier: GPL-2.0-or-later
// Is every code of calls and telephones read digit by digit, by the file's digits, and told from numbers?
import t from 'tap';
import { DIAL_CODES } from '../../src/config/index.js';
import { CALL_CODES, callCodes, moreInHouse, readHouse } from '../../src/dialling/index.js';

const stations = new Set(['801', '802']);
const read = (digits: string) => readHouse(digits, { stations });

t.test('a code is partial until it is whole, and what follows it is read', async (t) => {
  const whole: Readonly<Record<string, object>> = {
    '*2': { type: 'reconnect' },
    '*40': { type: 'forwardOff' },
    '*41802#': { type: 'forward', when: 'always', to: '802' },
    '*4213912345678#': { type: 'forward', when: 'busy', to: '13912345678' },
    '*431001#': { type: 'forward', when: 'noAnswer', to: '1001' },
    '*46801': { type: 'campOn', station: '801' },
    '*507': { type: 'speedDial', code: '07' },
    '*723': { type: 'unpark', place: '3' },
    '*79802': { type: 'pickUp', station: '802' },
    '*74': { type: 'callBack' },
    '*87143013912345678#': { type: 'later', at: '14:30', to: '13912345678' },
    '*88': { type: 'laterCancel' },
  };
  for (const [digits, command] of Object.entries(whole)) {
    t.same(read(digits), { kind: 'call', command }, digits);
    for (let length = 1; length < digits.length; length++) {
      const begun = digits.slice(0, length);
      t.equal(read(begun).kind, 'partial', begun);
      t.ok(moreInHouse(begun, { stations }), begun);
    }
    t.notOk(moreInHouse(digits, { stations }), digits);
  }
  for (const digits of [
    '*87243013912345678#',
    '*8714301391234567800000#0',
    '*87#',
    '*871430#',
    '*46899',
    '*720',
    '*41#',
    '*5x',
    '*99',
  ])
    t.equal(read(digits).kind, 'none', digits);
});

t.test('the codes of the file take the place of ours', async (t) => {
  const codes = { ...DIAL_CODES, campOn: '#9', doNotDisturb: 'off' };
  const house = { stations, codes };
  t.match(readHouse('#9801', house), { command: { type: 'campOn', station: '801' } });
  t.match(readHouse('*44', house), { kind: 'none' });
  t.match(readHouse('*46801', house), { kind: 'none' });
  const told = callCodes(codes).map(({ code }) => code);
  t.ok(told.includes('#9STATION'));
  t.equal(told.length, CALL_CODES.length - 1);
});

t.test('emergency numbers are whole at once, with the digit before numbers outside and without', async (t) => {
  for (const [house, number] of [
    [{ stations }, '110'],
    [{ stations, trunkAccess: '0' }, '120'],
    [{ stations, emergency: ['999', '112'] }, '112'],
    [{ stations, trunkAccess: '9', emergency: ['10111'] }, '10111'],
  ] as const)
    for (const digits of new Set([number, `${'trunkAccess' in house ? house.trunkAccess : ''}${number}`])) {
      t.same(readHouse(digits, house), { kind: 'outside', number }, digits);
      t.notOk(moreInHouse(digits, house), digits);
      t.ok(moreInHouse(digits.slice(0, -1), house), digits.slice(0, -1));
    }
  t.ok(moreInHouse('110', { stations, emergency: ['999'] }), 'no emergency number there');
});
