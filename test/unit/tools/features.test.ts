// SPDX-License-Identifier: GPL-2.0-or-later
import { readFileSync } from 'node:fs';
import t from 'tap';
import { PARTS, partLines, readRows, readScenarios, rowsOf, testsOf, withTests } from '../../../tools/features.mjs';

const SOFTWARE_ROWS = 293; // of the source documents; 7 more are prices, claims and lines of others

const head = '| number | it works | words | part | tests |\n|---|---|---|---|---|\n';

t.test('a row has a number, a line and its parts; the head of the table is none', async (t) => {
  const page = `${head}| 000-01 | trunk | 中继 | house, analog | x |\n| analog-14 | ring | | analog | |\n`;

  t.same(readRows(page), [
    { number: '000-01', line: 'trunk', parts: ['house', 'analog'] },
    { number: 'analog-14', line: 'ring', parts: ['analog'] },
  ]);
});

t.test('a scenario proves the row of its name and those that it lists', async (t) => {
  t.same(rowsOf({ name: 'test/scenario/000-01-trunk.test.ts', text: '' }), ['000-01']);
  t.same(rowsOf({ name: 'hold.test.ts', text: '// SPDX\n// rows: 001-05 001-06, 000-01\n' }), [
    '001-05',
    '001-06',
    '000-01',
  ]);
  t.same(rowsOf({ name: '000-01-b.test.ts', text: '// rows: 000-01 000-02' }), ['000-01', '000-02']);
  t.same(rowsOf({ name: 'none.test.ts', text: "import t from 'tap'; // no rows: here" }), []);
});

t.test("a row's tests are those named after it and those that list it", async (t) => {
  const scenarios = [
    { name: 'test/web/b.test.ts', text: '// rows: 000-01' },
    { name: 'test/scenario/000-01-a.test.ts', text: '' },
    { name: 'test/scenario/000-10-c.test.ts', text: '' },
  ];
  t.same(testsOf('000-01', scenarios), ['test/scenario/000-01-a.test.ts', 'test/web/b.test.ts']);
  t.equal(
    withTests('| 000-01 | trunk | 中继 | house | old |\n| 000-02 | number | 号码 | ivr, acd | |\n', scenarios),
    '| 000-01 | trunk | 中继 | house | test/scenario/000-01-a.test.ts test/web/b.test.ts |\n| 000-02 | number | 号码 | ivr, acd | |\n',
  );
});

t.test('a part counts the rows that pass among all of its own, and names those without a test', async (t) => {
  const row = (number: string, parts: readonly string[], verdict: 'passes' | 'missing' | 'fails') => ({
    number,
    line: '',
    parts,
    verdict,
  });
  const rows = [
    row('000-01', ['house', 'analog'], 'passes'),
    row('000-02', ['house'], 'missing'),
    row('001-14', ['acd'], 'fails'),
  ];

  t.same(partLines(rows), [
    'house: 1 of 2 rows pass, 1 without a test (000-02)',
    'acd: 0 of 1 rows pass',
    'analog: 1 of 1 rows pass',
  ]);
});

t.test('docs/features.md has every software row once, each with a part, and names its tests', async (t) => {
  const page = readFileSync('docs/features.md', 'utf8');
  const rows = readRows(page);
  const numbers = rows.map(({ number }) => number);

  t.equal(numbers.filter((number) => /^\d/.test(number)).length, SOFTWARE_ROWS);
  t.equal(new Set(numbers).size, numbers.length, 'each once');
  for (const { number, parts } of rows) for (const part of parts) t.ok(PARTS.includes(part), `${number}: ${part}`);
  const strays = readScenarios('.').flatMap((file) => rowsOf(file).filter((row) => !numbers.includes(row)));
  t.same(strays, [], 'scenarios name rows of the table');
  t.equal(withTests(page, readScenarios('.')), page, 'run `npm run features -- --write`');
});
