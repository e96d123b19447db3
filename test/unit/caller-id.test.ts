// SPDX-License-Identifier: GPL-2.0-or-later
// What a telephone is told of who calls, held against spandsp's receiver.
import t from 'tap';
import { callerDigits, callSetup, fskSamples, type ShownCaller } from '../../src/station/index.js';
import { shownBy } from '../support/adsi.js';

const AT = Date.UTC(2026, 0, 5, 1, 23);
const ZONE = 'Asia/Shanghai';

t.test('spandsp reads number, name and date; of one that is withheld P, of one that is not known O', async (t) => {
  const cases: readonly (readonly [ShownCaller, object])[] = [
    [{ number: '13912345678' }, { date: '01050923', number: '13912345678' }],
    [
      { number: '+862161234567', name: 'Wang Fang' },
      { number: '+862161234567', name: 'Wang Fang' },
    ],
    [
      { number: '', withheld: true },
      { date: '01050923', noNumber: 'P' },
    ],
    [{ number: '' }, { noNumber: 'O' }],
    [
      { number: '9'.repeat(30), name: 'A name that is longer than any display' },
      { number: '9'.repeat(20), name: 'A name that is '.slice(0, 15) },
    ],
    [
      { number: '110', name: '王芳' },
      { number: '110', name: '-' },
    ],
  ];
  for (const style of ['fsk-bell202', 'fsk-v23'] as const)
    for (const [caller, shown] of cases) {
      const silence = new Int16Array(800);
      const sound = Int16Array.from([...silence, ...fskSamples(callSetup(caller, AT, ZONE), style), ...silence]);
      t.match(shownBy(style, sound), [shown], `${style} ${JSON.stringify(caller)}`);
    }
});

t.test('as digits', async (t) => {
  t.equal(callerDigits({ number: '13912345678' }), 'A13912345678C');
  t.equal(callerDigits({ number: '', withheld: true }), 'B10C');
  t.equal(callerDigits({ number: '' }), 'B00C');
});

t.test('the message fits into the pause behind a ring', async (t) => {
  const longest = callSetup({ number: '9'.repeat(20), name: 'x'.repeat(40) }, AT, ZONE);
  t.ok(fskSamples(longest, 'fsk-bell202').length / 8 < 4_000 - 600 - 200, 'ends 200 ms before the next ring');
});
