// SPDX-License-Identifier: GPL-2.0-or-later
// What may be said of echo cancellers in the file, and which does each channel get?

import t from 'tap';
import { parseConfig, problemLine } from '../../../src/config/index.js';
import { engineOptions } from '../../../src/engine/rooms/board-options.js';

function read(trunk: string, phones: string, lines = '') {
  const text = `board:
  type: dahdi
  spans:
    - { name: e1, kind: e1, channels: [1-3, 17], dChannel: 16${trunk} }
    - { name: phones, kind: analog, channels: [32-35]${phones} }
    - { name: lines, kind: analog, ports: fxo, channels: 40${lines} }
accessNumbers: [{ number: '1', queue: a }]
queues: [{ name: a }]
`;
  return parseConfig(text, 'f', { hasPrompt: () => true });
}

/** Of each span's channels, in turn. */
function milliseconds(...lines: Parameters<typeof read>) {
  const parsed = read(...lines);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  const [board] = engineOptions(parsed.config, false, 0).boards ?? [];
  return board?.type === 'dahdi' ? board.spans.map(({ echoMs }) => echoMs) : undefined;
}

function problems(...lines: Parameters<typeof read>): readonly string[] {
  const parsed = read(...lines);
  return 'problems' in parsed ? parsed.problems.map((problem) => problemLine(problem)) : [];
}

t.test('telephones and lines have one by default, bearers none', async (t) => {
  t.same(milliseconds('', ''), [[0, 0, 0, 0], [32, 32, 32, 32], [32]]);
});

t.test('a span sets it, and channels are exceptions', async (t) => {
  t.same(milliseconds(', echoCanceller: 16ms', ', echoCanceller: off', ', echoCanceller: 32ms'), [
    [16, 16, 16, 16],
    [0, 0, 0, 0],
    [32],
  ]);
  const exceptions =
    ', echoCanceller: 32ms, exceptions: [{ channels: [33-34], echoCanceller: off }, { channels: 35, echoCanceller: 16ms }]';
  t.same(milliseconds(', exceptions: [{ channels: 17, echoCanceller: 64ms }]', exceptions), [
    [0, 0, 0, 64],
    [32, 0, 0, 16],
    [32],
  ]);
});

t.test('nonsense is refused at its place, with what would be right', async (t) => {
  for (const wrong of ['on', 'true', '64', '128ms', '32 ms', '[]', 'mg2', 'OFF']) {
    const [problem, ...more] = problems('', `, echoCanceller: ${wrong}`);
    t.match(problem, /^f:5:\d+: "echoCanceller": .*(off, 16ms, 32ms|did you mean|is not text)/, wrong);
    t.same(more, [], wrong);
  }
  t.match(problems('', ', exceptions: [{ channels: 36, echoCanceller: off }]'), [
    /^f:5:\d+: channel 36 can be no exception here: it is not one of span phones, which has 32-35$/,
  ]);
  t.match(problems(', exceptions: [{ channels: 16, echoCanceller: off }]', ''), [/^f:4:\d+: channel 16 can be no/]);
  const twice = '[{ channels: [32-33], echoCanceller: off }, { channels: 33, echoCanceller: 16ms }]';
  t.match(problems('', `, exceptions: ${twice}`), [/^f:5:\d+: channel 33 is in exception 1 of span phones already/]);
  t.match(
    problems('', ', exceptions: [{ channels: 33, echoCanceller: off }, { channels: [34, 33], echoCanceller: 16ms }]'),
    [/channel 33 is in exception 1/],
  );
  t.match(problems('', ', exceptions: [{ channels: [33, 33], echoCanceller: off }]'), [/channel 33 is in exception 1/]);
  t.match(problems('', ', exceptions: [{ channels: 33 }]'), [
    /"echoCanceller" is missing: one of off, 16ms, 32ms, 64ms/,
  ]);
  t.match(problems('', ', exceptions: [{ echoCanceller: off }]'), [/"channels" is missing/]);
  t.match(problems('', ', echocanceller: off'), [/"echocanceller" is not known here: .*echoCanceller/]);
});

t.test('the virtual board has no driver that could have one', async (t) => {
  const input = `board:
  type: virtual
  spans:
    - { name: phones, kind: analog, echoCanceller: off, carrier: { type: listen, path: /run/phones } }
accessNumbers: [{ number: '1', queue: a }]
queues: [{ name: a }]
`;
  const parsed = parseConfig(input, 'f', { hasPrompt: () => true });
  t.match('problems' in parsed && parsed.problems, [{ line: 4, text: /"echoCanceller" is not known here/ }]);
});
