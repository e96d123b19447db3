// SPDX-License-Identifier: GPL-2.0-or-later
// Do keyed digits make sense? Card numbers, days, amounts, telephone and identity numbers, right ones and nearly right ones.
import t from 'tap';
import type { Sense } from '../../../src/config/index.js';
import { senseOf } from '../../../src/ivr/index.js';

const RIGHT: Readonly<Record<Sense, Readonly<Record<string, string>>>> = {
  card: {
    '4111111111111111': '4111111111111111',
    '6222021234567894': '6222021234567894',
  },
  date: { '20261129': '2026-11-29', '20240229': '2024-02-29', '19000101': '1900-01-01' },
  amount: { '12*5': '12.50', '12*05': '12.05', '0': '0.00', '007': '7.00', '999999999*99': '999999999.99' },
  phone: {
    '13912345678': '13912345678',
    '02188886666': '02188886666',
    '075512345678': '075512345678',
    '88886666': '88886666',
  },
  identity: { '11010519491231002*': '11010519491231002X', '34052419800101001*': '34052419800101001X' },
};
const WRONG: Readonly<Record<Sense, readonly string[]>> = {
  card: ['4111111111111112', '', '0', '411111111111', '4111*11111111111'],
  date: ['20260229', '20261301', '20260100', '2026112', '18991231', '202611290', '2026*129'],
  amount: ['*5', '12*', '12*555', '', '1*2*3', '#'],
  phone: ['12912345678', '139123456789', '0', '110', '1391234567', '00861391234'],
  identity: [
    '110105194912310021',
    '11010519490231002*',
    '11010519491231002',
    '01010519491231002*',
    '*10105194912310020',
  ],
};

t.test('what makes sense is given in the form in which programs read it', async (t) => {
  for (const [kind, keys] of Object.entries(RIGHT) as [Sense, Readonly<Record<string, string>>][])
    for (const [keyed, meant] of Object.entries(keys)) t.equal(senseOf(kind, keyed), meant, `${kind} ${keyed}`);
});

t.test('what makes none is none, and nothing throws', async (t) => {
  for (const [kind, keys] of Object.entries(WRONG) as [Sense, readonly string[]][])
    for (const keyed of keys) t.equal(senseOf(kind, keyed), undefined, `${kind} ${keyed}`);
});

t.test('one digit that is wrong is found in every card and identity number', async (t) => {
  for (const kind of ['card', 'identity'] as const)
    for (const number of Object.keys(RIGHT[kind]))
      for (let place = 0; place < number.length; place++) {
        const other = String((Number(number[place]?.replace('*', '9')) + 1) % 10);
        t.equal(senseOf(kind, `${number.slice(0, place)}${other}${number.slice(place + 1)}`), undefined);
      }
});
