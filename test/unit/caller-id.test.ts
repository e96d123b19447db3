// SPDX-License-Identifier: GPL-2.0-or-later
// What a telephone is told of who calls, held against spandsp's receiver.
import t from 'tap';
import { type CallerIdNames, callerDigits, callSetup, fskSamples, type ShownCaller } from '../../src/station/index.js';
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
    [{ number: '110', name: '王芳' }, { number: '110' }],
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

/** The bytes of the name in the message, if there is one. */
function nameIn(caller: ShownCaller, names: CallerIdNames): Buffer | undefined {
  const message = callSetup(caller, AT, ZONE, names);
  t.equal(message.reduce((sum, byte) => sum + byte, 0) & 0xff, 0, 'the checksum');
  for (let at = 2; at < message.length - 1; at += 2 + (message[at + 1] ?? 0))
    if (message[at] === 7) return Buffer.from(message.slice(at + 2, at + 2 + (message[at + 1] ?? 0)));
  return undefined;
}

t.test(
  'names in the letters that the telephone takes, never cut amid one; none of who withholds his number',
  async (t) => {
    const number = '13912345678';
    t.same(nameIn({ number, name: '王芳' }, 'gbk'), Buffer.from('cdf5b7bc', 'hex'), 'GB 2312: 王 CDF5, 芳 B7BC');
    t.same(nameIn({ number, name: '王芳 Wang' }, 'utf-8'), Buffer.from('王芳 Wang'));
    t.equal(nameIn({ number, name: '王芳' }, 'letters'), undefined, 'nothing that it could show');
    t.same(nameIn({ number, name: '王芳 Wang' }, 'letters'), Buffer.from('Wang'));
    t.same(nameIn({ number, name: 'José Müller' }, 'letters'), Buffer.from('Jose Muller'));
    t.equal(nameIn({ number, name: 'Wang' }, 'off'), undefined);
    t.equal(nameIn({ number, name: '' }, 'gbk'), undefined);
    t.equal(nameIn({ number: '', withheld: true, name: 'Wang' }, 'gbk'), undefined);
    t.equal(
      new TextDecoder('gbk').decode(nameIn({ number, name: '龘𠀀😀' }, 'gbk')),
      '龘',
      'what GBK does not have is left out',
    );
    const long = '上海市浦东新区世纪大道某某某某某某某股份有限公司客户服务部';
    for (const [names, most] of [
      ['gbk', 50],
      ['utf-8', 48],
    ] as const) {
      const bytes = nameIn({ number, name: `${long}${long}` }, names);
      t.equal(bytes?.length, most);
      t.ok(long.repeat(2).startsWith(new TextDecoder(names).decode(bytes)), names);
    }
  },
);

t.test('a Chinese name over the line, as spandsp hears it', async (t) => {
  const silence = new Int16Array(800);
  const message = callSetup({ number: '13912345678', name: '王芳' }, AT, ZONE, 'gbk');
  const sound = Int16Array.from([...silence, ...fskSamples(message, 'fsk-bell202'), ...silence]);
  t.match(shownBy('fsk-bell202', sound), [
    { number: '13912345678', name: Buffer.from('cdf5b7bc', 'hex').toString('latin1') },
  ]);
});

t.test('the message fits into the pause behind a ring', async (t) => {
  const longest = callSetup({ number: '9'.repeat(20), name: '王'.repeat(40) }, AT, ZONE, 'gbk');
  t.ok(fskSamples(longest, 'fsk-bell202').length / 8 < 4_000 - 600 - 200, 'ends 200 ms before the next ring');
});
