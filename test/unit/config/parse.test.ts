// SPDX-License-Identifier: GPL-2.0-or-later
// What does the reader of a configuration file find, and how does he say what is wrong?

import t from 'tap';
import { hintLine, parseConfig, problemLine } from '../../../src/config/index.js';

const SMALLEST = `board:
  type: dahdi
  spans:
    - { name: e1, kind: e1, channels: [1-15, 17-31], dChannel: 16 }
    - { name: phones, kind: analog, channels: 32-39 }
accessNumbers:
  - { number: '88880001', queue: orders }
queues:
  - { name: orders }
agents:
  - { id: '8001', name: Li, pin: '4711', queues: [orders] }
`;

const surroundings = { hasPrompt: (prompt: string) => ['surge', 'queue-music'].includes(prompt), menus: ['main'] };

function configOf(text: string) {
  const parsed = parseConfig(text, 'spillway.yaml', surroundings);
  if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
  return parsed.config;
}

/** The problems of a text, as `LINE:COLUMN: text`. */
function problemsOf(text: string): string[] {
  const parsed = parseConfig(text, 'f', surroundings);
  return 'problems' in parsed ? parsed.problems.map((problem) => problemLine(problem).slice(2)) : [];
}

/** The problems of the smallest file with one line replaced. */
function edited(from: string | RegExp, to: string): string[] {
  t.match(SMALLEST, from);
  return problemsOf(SMALLEST.replace(from, to));
}

t.test('the smallest file gives a whole configuration', async (t) => {
  const config = configOf(SMALLEST);

  t.equal(config.language, 'zh-CN');
  t.match(config.boards[0]?.spans[0], { channels: { length: 30 }, dChannel: 16, signalling: { role: 'cpe' } });
  t.match(config.trunkGroups, [{ name: 'trunks', spans: ['e1'], order: 'descending' }]);
  t.equal(config.stations.length, 8);
  t.match(config.stations[0], { number: '801', span: 'phones', port: 1 });
  t.match(config.queues[0], { strategy: 'longestIdle', ringTimeout: 15_000, serviceLevel: 20_000 });
  t.match(config.surge, { on: 0.8, off: 0.6, hold: 10_000, full: 0.95, catch: { captureOnly: false } });
  t.match(config.callback, {
    attempts: 3,
    expiry: 86_400_000,
    ring: 30_000,
    trough: { utilisation: 0.4, hold: 30_000 },
  });
  t.equal(config.retention.recordings, 180 * 86_400_000);
});

t.test('an unknown key is told at the key, with the one that was meant', async (t) => {
  t.same(
    edited('queues:\n', 'qeues:\n'),
    [
      '6:1: "queues" is missing: write a list (lines beginning with "- ")',
      '8:1: "qeues" is not known here: did you mean "queues"?',
    ].map((line) => line.replace('6:1', '1:1')),
  );
  t.same(edited('{ name: orders }', '{ name: orders, wrapup: 15s }'), [
    '9:21: "wrapup" is not known here: did you mean "wrapUp"?',
  ]);
  t.match(edited('{ name: orders }', '{ name: orders, colour: red }'), [
    /"colour" is not known here: right would be name, /,
  ]);
  t.same(edited('dChannel: 16', 'dchanel: 16'), [
    '4:7: "dChannel" is missing: write a number',
    '4:54: "dchanel" is not known here: did you mean "dChannel"?',
  ]);
});

t.test('a wrong value is told at the value, with what would be right', async (t) => {
  t.same(edited('kind: e1,', 'kind: t1,'), ['4:25: "kind": t1 is not possible: did you mean "e1"?']);
  t.same(edited('name: orders }', 'name: orders, wrapUp: 15 }'), [
    '9:29: "wrapUp": 15 is not a length of time: write a number and a unit, such as 500ms, 10s, 5min, 24h or 180d',
  ]);
  t.same(edited('name: orders }', 'name: orders, ringTimeout: 1s }'), [
    '9:34: "ringTimeout": 1s is too short: at least 5s',
  ]);
  t.same(problemsOf(`${SMALLEST}surge: { on: 80 }\n`), ['12:14: "on": 80 is too big: at most 1']);
  t.same(problemsOf(`${SMALLEST}callback: { attempts: two }\n`), ['12:23: "attempts": two is not a number']);
  t.same(problemsOf(`${SMALLEST}surge: { enabled: yes }\n`), ['12:19: "enabled": yes is not true or false']);
  t.same(problemsOf(`${SMALLEST}retention: { recordings: 7d }\n`), [
    '12:26: "recordings": 7d is too short: at least 30d',
  ]);
  t.same(problemsOf(`${SMALLEST}retention: { calls: 90d }\n`), [
    '12:21: "calls" must not be kept shorter than "recordings", which name them',
  ]);
  t.same(problemsOf(`${SMALLEST}retention: { calls: 200d, legs: 201d }\n`), [
    '12:33: "legs" must not be kept longer than "calls": write the same, or less',
  ]);
  t.same(problemsOf(`${SMALLEST}retention: { calls: 200d, legs: 30d, events: 199d }\n`), [
    '12:46: "events" must not be kept shorter than "calls": write the same, or more',
  ]);
  t.same(problemsOf(`${SMALLEST}retention: { calls: 200d, legs: 30d, events: 2y }\n`).length, 1);
  t.same(problemsOf(`${SMALLEST}retention: { calls: 200d, legs: 30d, events: 200d }\n`), []);
  t.same(edited('channels: [1-15, 17-31]', 'channels: one'), [
    '4:39: "channels": one is not a list of numbers: write [1-15, 17-31]',
  ]);
  t.same(edited(/queues:\n {2}- \{ name: orders \}/, 'queues: orders'), [
    '8:9: "queues": orders is not a list (lines beginning with "- ")',
  ]);
});

t.test('a number to dial without quotes is told how to be written', async (t) => {
  t.same(edited("'88880001'", '088880001'), [
    `7:15: "number": 088880001 is read as a number and loses its zeros: write it in quotes, '088880001'`,
  ]);
});

t.test('a name that leads nowhere is told with the one that was meant', async (t) => {
  t.same(edited('queue: orders', 'queue: order'), ['7:34: there is no queue "order": did you mean "orders"?']);
  t.same(edited('queues: [orders]', 'queues: [sales]'), ['11:51: there is no queue "sales": right would be orders']);
  t.same(edited('queue: orders', 'menu: mian'), ['7:33: there is no dialogue "mian": did you mean "main"?']);
  t.same(problemsOf(`${SMALLEST}stations:\n  - { number: '801', span: e1, port: 1 }\n`), [
    '13:28: there is no station bank "e1": right would be phones',
  ]);
  t.match(problemsOf(`${SMALLEST}surge: { prompt: serge }\n`), [/^12:18: there is no prompt "serge"/]);
  t.match(problemsOf(`${SMALLEST}callback: { show: '110' }\n`), [
    /^12:19: there is no presentable number "110": there is none/,
  ]);
});

t.test('one thing in two places is told with the other place', async (t) => {
  t.same(edited('channels: 32-39', 'channels: 31-39'), [
    '5:47: channel 31 is in span e1 already: it can be in one place only',
  ]);
  t.same(edited('dChannel: 16', 'dChannel: 17'), [
    '4:64: channel 17 is in span e1 already: it can be in one place only',
  ]);
  const agents = `${SMALLEST}  - { id: '8001', name: Wang, pin: '4712', queues: [orders] }\n`;
  t.match(problemsOf(agents), [/^12:11: "id": 8001 stands twice: .*no\. 1 of the list/]);
  const groups = `${SMALLEST}trunkGroups: [{ name: a, spans: [e1], slots: 1-15 }, { name: b, spans: [e1], slots: '15' }]\n`;
  t.same(problemsOf(groups), ['12:73: slot 15 of span e1 is in trunk group a already: it can be in one place only']);
  const seats = `${SMALLEST}stations:\n  - { number: '801', span: phones, port: 9, agent: '8001' }\n  - { number: '802', span: phones, port: 9, agent: '8001' }\n`;
  t.same(
    problemsOf(seats).map((line) => line.split(':')[0]),
    ['13', '14', '14', '14'],
  );
});

t.test('contradictions are told', async (t) => {
  t.match(problemsOf(`${SMALLEST}surge: { on: 0.5 }\n`), [/"off": 0.6 must be below "on" \(0.5\)/]);
  t.match(edited(', queue: orders', ''), [/^7:5: an access number leads to one thing/]);
  t.match(edited(", pin: '4711'", ", pin: '4711', pinHash: 'scrypt$x'"), [/^11:5: an agent has one PIN/]);
  t.match(problemsOf(`${SMALLEST}callback: { window: { zone: Asia/Peking } }\n`), [/Asia\/Peking is not a time zone/]);
});

t.test('loops of the virtual board have two ends', async (t) => {
  const board = (peer: string) => `board:
  type: virtual
  spans:
    - { name: a, kind: e1, carrier: { type: loop, peer: b } }
    - { name: b, kind: e1, carrier: { type: loop, peer: ${peer} }, signalling: { role: network } }
${SMALLEST.slice(SMALLEST.indexOf('accessNumbers'))}`;

  t.same(problemsOf(board('a')), []);
  t.match(problemsOf(board('b')), [/^4:57: a loop has two ends/, /^5:57: a loop has two ends/]);
});

t.test('every problem is told at once, in the order of the lines', async (t) => {
  const lines = problemsOf(SMALLEST.replace('dahdi', 'dadhi').replace('name: Li', 'nmae: Li'));

  t.same(
    lines.map((line) => line.split(':')[0]),
    ['2', '11', '11'],
  );
  t.match(lines[0], /did you mean "dahdi"/);
});

t.test('what is no YAML, empty or not a section is told, not thrown', async (t) => {
  t.match(problemsOf('board: [1, 2\nqueues: x: y'), [/^\d+:\d+: /]);
  t.match(problemsOf(''), [/1:1: the file is empty/]);
  t.match(problemsOf('# nothing\n'), [/the file is empty/]);
  t.match(problemsOf('hello'), [/^1:1: "the file": hello is not a section/]);
  t.match(problemsOf(`${SMALLEST}queues: []\n`), [/^12:1: Map keys must be unique/]);
  t.match(problemsOf('a: &a [*a, *a]\nboard: *a\n'), [/^\d+:\d+: /]);
});

t.test('what an alias repeats is told where it stands', async (t) => {
  const shared = SMALLEST.replace('queues: [orders]', 'queues: &all [sales]');
  const text = `${shared}  - { id: '8002', name: Wang, pin: '4712', queues: *all }\n`;

  t.same(
    problemsOf(text).map((line) => line.split(' ')[0]),
    ['11:56:', '11:56:'],
  );
});

t.test('a text that is nested too deeply is refused before it takes the stack, and so the process', async (t) => {
  const deep = [
    '['.repeat(10_000),
    '{a: '.repeat(5_000),
    `${SMALLEST}${'- '.repeat(5_000)}x`,
    `${'? '.repeat(5_000)}x`,
  ];
  const staircase = Array.from({ length: 1_000 }, (_, n) => `${' '.repeat(n)}a:`).join('\n');
  const chains = [
    'x: '.repeat(1_000),
    'x: {a, b}: '.repeat(1_000),
    `x: ${'? '.repeat(1_000)}`,
    `{ ${'x:\n '.repeat(1_000)}`,
  ];
  for (const text of [...deep, ...chains, staircase])
    t.match(problemsOf(text)[0], /^\d+:1: this is nested too deeply to be read$/);

  t.match(problemsOf(SMALLEST), []);
  t.match(
    problemsOf(`${SMALLEST}x: ${'['.repeat(50)}${']'.repeat(50)}\n`)[0],
    /x/,
    'fifty deep is read, and refused for what it is',
  );
});

t.test(
  'the old limits of a number are read, with a hint at their line in both languages that says what to write',
  async (t) => {
    for (const { old, limits, write } of [
      {
        old: '{ gap: 10min, perDay: 2 }',
        limits: [
          { calls: 1, within: 600_000 },
          { calls: 2, within: 86_400_000 },
        ],
        write: 'perNumber: [{ calls: 1, within: 10min }, { calls: 2, within: 24h }]',
      },
      {
        old: '{ gap: 0s }',
        limits: [{ calls: 3, within: 86_400_000 }],
        write: 'perNumber: [{ calls: 3, within: 24h }]',
      },
      {
        old: '{}',
        limits: [
          { calls: 1, within: 300_000 },
          { calls: 3, within: 86_400_000 },
        ],
        write: 'perNumber: [{ calls: 1, within: 5min }, { calls: 3, within: 24h }]',
      },
    ]) {
      const parsed = parseConfig(`${SMALLEST}callback:\n  perNumber: ${old}\n`, 'f', surroundings);
      if ('problems' in parsed) throw new Error(parsed.problems.map(problemLine).join('\n'));
      t.same(parsed.config.callback.perNumber, limits);
      const [hint, ...more] = parsed.hints.filter(({ text }) => text.en.startsWith('"perNumber"'));
      t.same(more, []);
      t.match(hint, { line: 13, column: 3 });
      t.ok(hint && hintLine(hint, 'en').startsWith('f:13:3: hint: ') && hintLine(hint, 'en').includes(write));
      t.ok(hint && hintLine(hint, 'zh-CN').startsWith('f:13:3: 提示: ') && hintLine(hint, 'zh-CN').includes(write));
    }
    t.same(problemsOf(`${SMALLEST}callback:\n  perNumber: { gap: soon, perDay: 0 }\n`), [
      '13:21: "gap": soon is not a length of time: write a number and a unit, such as 500ms, 10s, 5min, 24h or 180d',
      '13:35: "perDay": 0 is too small: at least 1',
    ]);
  },
);

t.test('the limits of a number are a list of calls and times', async (t) => {
  const limits = (text: string) => `${SMALLEST}callback:\n  perNumber: ${text}\n`;
  t.same(configOf(limits('[{ calls: 2, within: 1h }]')).callback.perNumber, [{ calls: 2, within: 3_600_000 }]);
  t.match(problemsOf(limits('[]')), [/^13:\d+: "perNumber": a list is too short a list: at least 1$/]);
  t.match(problemsOf(limits('[{ calls: 0, within: 8d }]')), [
    /^13:\d+: "calls": 0/,
    /^13:\d+: "within": 8d .*at most 7d$/,
  ]);
  t.match(problemsOf(limits('[{ calls: 1, gap: 5min }]')), [/"within" is missing/, /^13:\d+: "gap" is not known here/]);
  for (const text of ['3', '{ gap: 5min, perday: 2 }']) {
    t.match(problemsOf(limits(text)), [
      /^13:\d+: "perNumber": .* is not a list of limits: write \[\{ calls: 1, within/,
    ]);
  }
});
