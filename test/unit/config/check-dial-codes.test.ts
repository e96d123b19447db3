// SPDX-License-Identifier: GPL-2.0-or-later
// Does `check` find codes, stations, the digit before numbers outside and short codes that stand in each other's way?
import t from 'tap';
import { readConfig } from '../../../src/config/index.js';

const SMALLEST = {
  board: {
    type: 'virtual' as const,
    spans: [
      { name: 'e1', kind: 'e1' as const, carrier: { type: 'listen' as const, path: '/run/e1.sock' } },
      {
        name: 'phones',
        kind: 'analog' as const,
        count: 4,
        carrier: { type: 'listen' as const, path: '/run/phones.sock' },
      },
    ],
  },
  accessNumbers: [{ number: '88880001', queue: 'sales' }],
  queues: [{ name: 'sales' }],
};
const stations = (...numbers: readonly string[]) =>
  numbers.map((number, index) => ({ number, span: 'phones', port: index + 1 }));
const said = (more: object): string => {
  try {
    readConfig({ ...SMALLEST, ...more });
    return '';
  } catch (error) {
    return String(error);
  }
};

t.test('what stands in the way of something else is told', async (t) => {
  t.equal(said({}), '', 'the codes as they are do not');
  t.match(said({ dialCodes: { campOn: '*6' } }), /begins with \*6, the code of "campOn"/);
  t.match(said({ dialCodes: { speedDial: '*44' } }), /\*44, the code of/);
  t.match(said({ stations: stations('80', '801') }), /801 begins with 80, another station/);
  t.match(said({ stations: stations('110') }), /emergency number 110/);
  t.match(said({ stations: stations('1190') }), /emergency number 119/);
  t.match(said({ stations: stations('901'), dialling: { trunkAccess: '9' } }), /901 begins with 9, the digit/);
  t.equal(said({ stations: stations('801'), dialling: { trunkAccess: '9' } }), '');
  const twice = [
    { code: '01', number: '13800000008' },
    { code: '01', number: '801' },
  ];
  t.match(said({ dialling: { speedDials: twice } }), /stands twice/);
  t.match(said({ dialling: { speedDials: [{ code: '1', number: '801' }] } }), /is not a short code/);
});

t.test(
  'emergency numbers are those of the country and of the file; stations and agents outside keep out of their way',
  async (t) => {
    const abroad = { country: 'GB' };
    t.match(said({ ...abroad, stations: stations('999') }), /emergency number 999/);
    t.match(said({ ...abroad, stations: stations('1120') }), /emergency number 112/);
    t.equal(said({ ...abroad, stations: stations('110') }), '', 'nothing there');
    t.match(said({ country: 'US', stations: stations('9') }), /emergency number 911/);
    t.match(said({ stations: stations('912'), dialling: { emergency: ['912'] } }), /emergency number 912/);
    t.match(said({ country: 'AU', dialling: { trunkAccess: '0' } }), /emergency number 000 begins with 0/);
    for (const wrong of ['1', '12a', '1234567', ''])
      t.match(said({ dialling: { emergency: [wrong] } }), /is not an emergency number/, wrong);
  },
);

t.test(
  'the id of an agent outside is his station: no telephone’s number, none that begins it or that it begins, no emergency number',
  async (t) => {
    const outside = (id: string, more: object = {}) =>
      said({
        agents: [{ id, name: 'One', pin: '4711', queues: ['sales'], outside: { number: '13912345678' } }],
        ...more,
      });
    t.equal(outside('1003'), '');
    t.match(outside('801'), /station 801 is a telephone of the house/);
    t.match(outside('8012'), /8012 is called outside by his id, and 801 could not be told from it/);
    t.match(outside('80'), /80 is called outside by his id, and 801 could not be told/);
    t.match(outside('110'), /110 could not be told/);
    t.match(outside('1'), /agent 1 is called outside/);
    t.match(outside('1199'), /119 could not be told/);
    t.match(outside('999', { country: 'GB' }), /999 could not be told/);
    t.match(outside('1500', { dialling: { emergency: ['150'] } }), /150 could not be told/);
    const twice = ['1003', '10031'].map((id) => ({ id, name: id, pin: '4711', queues: ['sales'], outside: {} }));
    t.match(said({ agents: twice }), /10031/, 'of two agents outside, too');
  },
);
