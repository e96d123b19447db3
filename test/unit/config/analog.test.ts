// SPDX-License-Identifier: GPL-2.0-or-later
// How does the file speak of analog ports? `ports: fxs | fxo`, the old words with a hint, what contradicts itself, what a card's modules are set to.
import t from 'tap';
import { type Config, opermodeOf, parseConfig, problemLine, spansOf } from '../../../src/config/index.js';
import { cadenceOf, engineOptions } from '../../../src/engine/rooms/board-options.js';

const REST = `accessNumbers:
  - { number: '88880001', queue: orders }
queues:
  - { name: orders }
`;

const card = (...spans: readonly string[]) =>
  `board:\n  type: dahdi\n  spans:\n${spans.map((span) => `    - { ${span} }\n`).join('')}`;
const virtual = (...spans: readonly string[]) =>
  `board:\n  type: virtual\n  spans:\n${spans.map((span) => `    - { ${span}, carrier: { type: listen, path: /run/${span.slice(6, 8)} } }\n`).join('')}`;

const parse = (board: string) => parseConfig(board + REST, 'f', { hasPrompt: () => true });

function problemsOf(board: string): readonly string[] {
  const parsed = parse(board);
  return 'problems' in parsed ? parsed.problems.map((problem) => problemLine(problem).slice(2)) : [];
}

function read(board: string): { readonly config: Config; readonly hints: readonly string[] } {
  const parsed = parse(board);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return { config: parsed.config, hints: parsed.hints.map(({ line, column, text }) => `${line}:${column} ${text.en}`) };
}

t.test('ports say which end of the line they are; of a virtual bank there are so many', async (t) => {
  const { config, hints } = read(
    virtual('name: ph, kind: analog, ports: fxs, count: 4', 'name: li, kind: analog, ports: fxo, count: 3'),
  );
  t.same(hints, []);
  t.match(engineOptions(config, true, 0).boards, [
    {
      spans: [
        { side: 'station', ports: 4 },
        { side: 'telephone', ports: 3 },
      ],
    },
  ]);
  t.match(config.trunkGroups, [{ name: 'trunks', spans: ['li'] }]);
  t.equal(config.stations.length, 4);
});

t.test('the words of before are read, with a hint at their place', async (t) => {
  const { config, hints } = read(virtual('name: ph, kind: analog, side: station, ports: 4'));
  t.match(spansOf(config), [{ ports: 'fxs', count: 4 }]);
  t.match(hints, [
    /^4:\d+ "side: station" is read as "ports: fxs": write it so$/,
    /^4:\d+ "ports: 4" is read as "count: 4": write it so$/,
  ]);
  t.match(read(card('name: li, kind: analog, side: telephone, channels: 1-3')).hints, [/"ports: fxo"/]);
  t.match(problemsOf(virtual('name: ph, kind: analog, ports: 999')), [/^4:\d+: "ports".*128|^4:\d+: "count".*128/]);
  t.match(problemsOf(virtual('name: ph, kind: analog, ports: fxs, side: station')), [/"side"/]);
  t.match(problemsOf(virtual('name: ph, kind: analog, side: middle')), [/"side"/]);
});

t.test('what is of telephones cannot be of lines, and the other way round', async (t) => {
  const of = (kind: string, rest: string) =>
    problemsOf(card(`name: a, kind: analog, channels: 1-3, ports: ${kind}, ${rest}`));
  t.match(of('fxo', 'callerId: dtmf'), [/^4:\d+: "callerId": there are no telephones at "ports: fxo"/]);
  t.match(of('fxo', 'answerReversal: true'), [/"answerReversal"/]);
  t.match(of('fxo', 'ringing: { cadence: [1s, 4s] }'), [/"ringing": "ports: fxo" are rung by the exchange/]);
  t.match(of('fxs', 'tuned: true'), [/"tuned": only lines to an exchange/]);
  t.match(of('fxs', 'gain: { receive: 2 }'), [/"receive": the module of a telephone can be set to -3.5, 0 or 3.5 dB/]);
  t.same(of('fxs', 'gain: { receive: -3.5, send: 3.5 }'), []);
  t.same(of('fxo', 'gain: { receive: 2, send: -4 }, tuned: true'), []);
  t.match(of('fxo', 'gain: { send: 20 }'), [/"send": 20/]);
  t.match(of('fxs', 'flash: { least: 300ms, most: 200ms }'), [/"most": the longest flash/]);
  t.match(of('fxs', 'ringing: { cadence: [1s] }'), [/cadence/]);
  t.match(of('fxs', 'ringing: { cadence: [1s, 2s, 1s] }'), [/ends with a pause/]);
  t.match(of('fxs', 'dtmf: { on: 1s }'), [/"on": 1s/]);
});

t.test('one mode for all modules of a card, that of the country where nothing is said', async (t) => {
  t.equal(opermodeOf('CN'), 'CHINA');
  t.equal(opermodeOf('GB'), 'UK');
  t.equal(opermodeOf('ZZ'), 'FCC');
  t.match(
    problemsOf(card('name: a, kind: analog, channels: 1-4, opermode: FCC', 'name: b, kind: analog, channels: 5-8')),
    [/^5:\d+: "opermode": span b has CHINA and span a has FCC, and the driver takes one for all of its cards/],
  );
  t.match(problemsOf(card('name: a, kind: analog, channels: 1, opermode: CHNA')), [/did you mean "CHINA"/]);
});

t.test('reversed polarity says one thing', async (t) => {
  const board = card('name: a, kind: analog, channels: 1-4, answerReversal: true');
  const stations = "stations:\n  - { number: '801', span: a, port: 1, waitingLamp: reversal }\n";
  t.match(problemsOf(board + stations), [/"waitingLamp": at station 801 reversed polarity tells of an answer/]);
});

t.test('telephones ring as their bank says, else as is usual in the country', async (t) => {
  const { config } = read(
    card('name: a, kind: analog, channels: 1-4, ringing: { cadence: [400ms, 200ms, 400ms, 2s], most: 4 }'),
  );
  t.match(engineOptions(config, true, 0).ringing, [{ span: 'a', cadenceMs: [400, 200, 400, 2_000], most: 4 }]);
  const usual = read(card('name: a, kind: analog, channels: 1-4')).config;
  t.match(engineOptions(usual, true, 0).ringing, [{ cadenceMs: [1_000, 4_000], most: 8 }]);
  t.match(engineOptions(usual, true, 0, [2_000, 4_000]).ringing, [{ cadenceMs: [2_000, 4_000] }]);
  t.same(cadenceOf(undefined, [1, 2]), [1_000, 4_000], 'a plan that is too odd');
  t.same(engineOptions(read(card('name: a, kind: analog, ports: fxo, channels: 1-4')).config, true, 0).ringing, []);
});
