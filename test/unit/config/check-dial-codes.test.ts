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
        ports: 4,
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
