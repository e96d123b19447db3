// SPDX-License-Identifier: GPL-2.0-or-later
// Is a file that is made to hurt refused, soon and with its line: nested, aliased, large, or with flows without end?
import t from 'tap';
import { configText, parseConfig } from '../../../src/config/parse.js';

const BASE = `board: { type: virtual, spans: [{ name: e1, kind: e1, carrier: { type: listen, path: e1.sock } }] }
queues: [{ name: orders }]
accessNumbers: [{ number: '1', menu: shop }]
`;
const surroundings = { hasPrompt: () => true, menus: [] };
function problems(text: string): string {
  const read = parseConfig(`${BASE}${text}`, 'spillway.yaml', surroundings);
  return 'problems' in read
    ? read.problems.map(({ line, column, text }) => `${line}:${column}: ${text}`).join('\n')
    : '';
}

t.test('nested deeply, in brackets and in lines', async (t) => {
  t.match(problems(`flows: ${'{ a: '.repeat(2_000)}1${' }'.repeat(2_000)}\n`), /nested too deeply/);
  t.match(
    problems(`flows:\n${Array.from({ length: 500 }, (_, n) => `${' '.repeat(n + 1)}a:\n`).join('')}`),
    /nested too deeply/,
  );
});

t.test('aliases that multiply, and one that is in itself', async (t) => {
  const laughs = Array.from(
    { length: 20 },
    (_, n) =>
      `a${n}: &a${n} [${Array(10)
        .fill(n === 0 ? 'x' : `*a${n - 1}`)
        .join(', ')}]\n`,
  ).join('');
  t.match(problems(laughs), /alias/i);
  t.not(problems('flows: &f { shop: *f }\n'), '');
});

t.test('large: the file, a flow, and flows that run each other over and over', async (t) => {
  const read = configText(Buffer.alloc(5 * 1024 * 1024, 'a'), 'spillway.yaml');
  t.match(read, { problems: [{ line: 1, text: /larger than 4 MiB/ }] });
  const many = Array.from({ length: 501 }, (_, n) => `      s${n}: { say: welcome, next: s${n + 1} }\n`).join('');
  t.match(
    problems(`flows:\n  shop:\n    steps:\n${many}      s501: { say: welcome, next: hangUp }\n`),
    /500 steps at most/,
  );
  const flows = Array.from(
    { length: 60 },
    (_, n) =>
      `  f${n}:\n    steps:\n      a: { run: f${n + 1}, next: b }\n      b: { run: f${n + 1}, with: { x: $y, y: $x }, next: return }\n`,
  ).join('');
  const last =
    '  f60: { steps: { a: { collect: m, into: x, length: 4, mask: PIN, noinput: return, next: return } } }\n';
  const shop = '  shop: { steps: { a: { run: f0, next: hangUp } } }\n';
  const began = process.hrtime.bigint();
  t.equal(problems(`flows:\n${flows}${last}${shop}`), '');
  t.ok(process.hrtime.bigint() - began < 20_000_000_000n, 'it does not take for ever');
});

t.test('names and keys that are none, and types of every kind where a step should be', async (t) => {
  for (const step of [
    'null',
    '7',
    '[]',
    "''",
    '{}',
    '{ say: }',
    '{ say: [] }',
    '{ say: [[]], next: hangUp }',
    '!!binary aGk=',
    '{ <<: { say: x } }',
  ])
    t.not(problems(`flows: { shop: { steps: { a: ${step} } } }\n`), '', step);
  for (const name of ['__proto__', 'constructor', '"a\\nb"', '"a b"', `"${'a'.repeat(100)}"`])
    t.not(problems(`flows: { shop: { steps: { ${name}: { say: welcome, next: ${name} } } } }\n`), '', name);
});
