// SPDX-License-Identifier: GPL-2.0-or-later
// Several boards in one file: are their spans one list, and is what contradicts itself found in all of them?

import t from 'tap';
import { parseConfig, problemLine, spansOf } from '../../../src/config/index.js';
import { engineOptions } from '../../../src/engine/rooms/board-options.js';

const REST = `accessNumbers:
  - { number: '88880001', queue: orders }
queues:
  - { name: orders }
`;

const TWO = `boards:
  - type: dahdi
    spans:
      - { name: e1, kind: e1, channels: [1-10, 20-25], dChannel: 16 }
  - type: virtual
    spans:
      - { name: gateway, kind: e1, dSlot: 1, carrier: { type: listen, path: /run/gateway } }
      - { name: phones, kind: analog, count: 2, carrier: { type: listen, path: /run/phones } }
`;

const surroundings = { hasPrompt: () => true };

function read(boards: string) {
  return parseConfig(boards + REST, 'f', surroundings);
}

function problemsOf(boards: string): string[] {
  const parsed = read(boards);
  return 'problems' in parsed ? parsed.problems.map((problem) => problemLine(problem).slice(2)) : [];
}

t.test('the spans of all boards are one list: trunks, stations, engine', async (t) => {
  const parsed = read(TWO);
  if ('problems' in parsed) return t.fail(parsed.problems.map(problemLine).join('\n'));
  const { config } = parsed;

  t.same(
    spansOf(config).map(({ name }) => name),
    ['e1', 'gateway', 'phones'],
  );
  t.match(config.trunkGroups, [{ name: 'trunks', spans: ['e1', 'gateway'] }]);
  t.match(config.stations, [
    { span: 'phones', port: 1 },
    { span: 'phones', port: 2 },
  ]);
  const options = engineOptions(config, false, 0);
  t.match(options.boards, [{ type: 'dahdi' }, { type: 'virtual', spans: [{ name: 'gateway', dSlot: 1 }, {}] }]);
  t.match(options.signalling, [{ span: 'e1' }, { span: 'gateway' }]);
});

t.test('board is read as a list of one', async (t) => {
  const parsed = read(
    `board:\n  type: virtual\n  spans:\n    - { name: e1, kind: e1, carrier: { type: listen, path: /run/e1 } }\n`,
  );

  t.match(parsed, { config: { boards: [{ type: 'virtual', spans: [{ name: 'e1', dSlot: 16 }] }] } });
});

t.test('what contradicts itself is found over all boards, at its place', async (t) => {
  t.match(problemsOf(TWO.replace('name: gateway', 'name: e1')), [/^7:\d+: name e1 is in another span already/]);
  t.match(problemsOf(TWO.replace('/run/phones', '/run/gateway')), [/^8:\d+: socket \/run\/gateway is in span gateway/]);
  t.match(problemsOf(TWO.replace('1-10, 20-25', '1-10, 16')), [/^4:\d+: channel 16 is in span e1 already/]);
  const second = TWO.replace(
    '  - type: virtual',
    '  - type: dahdi\n    spans: [{ name: more, kind: analog, channels: 5 }]\n  - type: virtual',
  );
  t.match(problemsOf(second), [/^6:\d+: channel 5 is in span e1 already/]);
});

t.test('no board at all, or both keys, is told', async (t) => {
  t.match(problemsOf(''), [/"board" is missing: write "board:"/]);
  t.match(problemsOf(`board: { type: dahdi, spans: [{ name: a, kind: analog, channels: 40 }] }\n${TWO}`), [
    /"board" and "boards" say the same thing: keep one of them/,
  ]);
  t.match(problemsOf('boards: []\n'), [/boards/]);
});
