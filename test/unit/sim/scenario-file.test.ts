// SPDX-License-Identifier: GPL-2.0-or-later
// What does a scenario file say, and what is said of a wrong one?
import t from 'tap';
import { stringify } from 'yaml';
import { readScenario } from '../../../src/sim/index.js';

const audio = { promise: 'p', agent: 'a', caller: 'c', confirm: 'o', keyIn: 'k', keyInConfirm: 'i', signedIn: 's' };
const rest = { audio, traffic: { calls: 1, duration: 1, accessNumbers: [{ item: '400', weight: 1 }] } };
const card = {
  board: 'dahdi',
  spans: [{ name: 'e1', channels: '32-46, 48-62', dChannel: 47 }],
  bank: { name: 'phones', channels: '71-78' },
};

const read = (file: object) => readScenario(stringify({ ...rest, ...file }), 'wave.yaml');

t.test('sockets are listened on, when nothing else is said', async (t) => {
  const { board, scenario } = read({
    spans: [{ name: 'e1', path: '/tmp/e1' }],
    bank: { name: 'phones', path: '/tmp/p', ports: 4 },
  });
  t.same(board, {
    type: 'virtual',
    spans: [
      { name: 'e1', kind: 'e1', carrier: { type: 'listen', path: '/tmp/e1' } },
      { name: 'phones', kind: 'analog', ports: 4, side: 'telephone', carrier: { type: 'listen', path: '/tmp/p' } },
    ],
  });
  t.same(scenario.spans, ['e1']);
});

t.test('a card has E1s and telephones, its channels written as in system.conf', async (t) => {
  const { board } = read(card);
  t.match(board, { type: 'dahdi', spans: [{ dChannel: 47 }, { kind: 'analog', side: 'telephone' }] });
  const [trunk, telephones] = board.type === 'dahdi' ? board.spans : [];
  t.equal(trunk?.channels.length, 30);
  t.same(telephones?.channels, [71, 72, 73, 74, 75, 76, 77, 78]);
});

const wrong: readonly (readonly [sentence: string, file: object, says: RegExp])[] = [
  ['an unknown board', { ...card, board: 'isdn' }, /wave\.yaml: board: is not a board: write virtual .* or dahdi/],
  [
    'a card without its word',
    { spans: card.spans },
    /spans\.0: "channels", "dChannel": not known here.*"board: dahdi"/,
  ],
  [
    'a socket on a card',
    { ...card, bank: { name: 'b', path: '/p' } },
    /bank: "path": not known here.*"board: virtual"/,
  ],
  ['a D-channel that is left out', { ...card, spans: [{ name: 'e1', channels: '1-15' }] }, /dChannel: is missing/],
  [
    'a list that is none',
    { ...card, bank: { name: 'b', channels: '71 to 78' } },
    /bank\.channels: is not a list of chan/,
  ],
  ['a channel twice', { ...card, bank: { name: 'b', channels: '47' } }, /channel 47 is in two places/],
  ['an E1 too wide', { ...card, spans: [{ name: 'e1', channels: '1-31', dChannel: 32 }] }, /e1 has 31 B-channels/],
];

for (const [sentence, file, says] of wrong) {
  t.test(`${sentence} is refused with what would be right`, async (t) => {
    t.throws(() => read(file), { code: 'CONFIG_INVALID', message: says });
  });
}

t.test('a file that is no YAML is refused with its line', async (t) => {
  t.throws(() => readScenario('spans: [', 'wave.yaml'), { code: 'CONFIG_INVALID', message: /wave\.yaml: .* line 1/ });
});
