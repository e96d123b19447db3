// SPDX-License-Identifier: GPL-2.0-or-later
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import t from 'tap';
import { groupLines, readRows, testsOf, withTests } from '../../../tools/features.mjs';

t.test('a row has a number and a line; the head of the table is none', async (t) => {
  const page = '| number | it works |\n|---|---|\n| 000-01 | trunk | 中继 | x |\n| 001-14 | queue | 排队 | y |\n';

  t.same(readRows(page), [
    { number: '000-01', line: 'trunk' },
    { number: '001-14', line: 'queue' },
  ]);
});

t.test("a row's tests are those named after it", async (t) => {
  const files = ['000-01-trunk.test.js', '000-01-trunk.test.js.map', '000-10-capture.test.js'];

  t.same(testsOf('000-01', files), ['000-01-trunk.test.js']);
});

t.test('a group counts the rows that pass among all of its own', async (t) => {
  const rows = [
    { number: '000-01', verdict: 'passes' },
    { number: '000-02', verdict: 'has no test' },
    { number: '001-14', verdict: 'fails' },
  ] as const;

  t.same(groupLines(rows), ['000: 1 of 2 rows pass', '001: 0 of 1 rows pass']);
});

t.test('the tests of a row are written into its last column', async (t) => {
  const page = '| 000-01 | trunk | 中继 | old |\n| 000-02 | number | 号码 | |\n';
  const files = ['000-01-b.test.ts', '000-01-a.test.ts', 'other.test.ts'];

  t.equal(
    withTests(page, files),
    '| 000-01 | trunk | 中继 | test/scenario/000-01-a.test.ts test/scenario/000-01-b.test.ts |\n| 000-02 | number | 号码 | |\n',
  );
});

t.test('docs/features.md has a row for each scenario test with a number, and names it', async (t) => {
  const page = readFileSync('docs/features.md', 'utf8');
  const files = existsSync('test/scenario') ? readdirSync('test/scenario') : [];
  const rows = new Set(readRows(page).map(({ number }) => number));

  const strays = files.filter((name) => /^\d{3}-\d{2}-.*\.test\.ts$/.test(name) && !rows.has(name.slice(0, 6)));
  t.same(strays, [], 'add a row for each of these');
  t.equal(withTests(page, files), page, 'run `npm run features -- --write`');
});
