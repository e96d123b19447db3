// SPDX-License-Identifier: GPL-2.0-or-later
// Does a table fit the terminal: columns go in their order, figures stand below each other, wide characters are counted as two?
import t from 'tap';
import { type Column, fittingTable, sayLeftOut } from '../../../src/cli/fitting-table.js';
import type { Output } from '../../../src/cli/output.js';
import { widthOf } from '../../../src/cli/width.js';

interface Row {
  readonly name: string;
  readonly count: number;
  readonly more: string;
}

const rows: readonly Row[] = [
  { name: '东方卫视', count: 5, more: 'something long' },
  { name: 'radio', count: 1234, more: '' },
];
const columns: readonly Column<Row>[] = [
  { heading: { en: 'name', zh: '名称' }, cell: ({ name }) => name },
  { heading: { en: 'count', zh: '数量' }, cell: ({ count }) => count, right: true },
  { heading: { en: 'more', zh: '其他' }, cell: ({ more }) => more, spare: 2 },
  { heading: { en: 'half', zh: '一半' }, cell: ({ count }) => count / 2, right: true, spare: 1 },
];

function printed(width: number | undefined, language: Output['language'] = 'en') {
  const lines: string[] = [];
  const output: Output = {
    language,
    columns: width,
    write: (line) => lines.push(...line.split('\n')),
    complain: () => {},
  };
  sayLeftOut(output, fittingTable(output, columns, rows));
  return lines;
}

t.test('with room all of it', async (t) => {
  t.same(printed(undefined), [
    'name      count  more            half',
    '东方卫视      5  something long   2.5',
    'radio      1234                   617',
  ]);
  t.same(printed(undefined, 'zh-CN')[0], '名称      数量  其他            一半');
});

t.test('what can be spared goes first, and is named', async (t) => {
  t.same(printed(30), [
    'name      count  half',
    '东方卫视      5   2.5',
    'radio      1234   617',
    'no room for: more (a wider',
    'terminal, --csv or --json has',
    'them)',
  ]);
  t.same(printed(16, 'zh-CN').slice(0, 3), ['名称      数量', '东方卫视     5', 'radio     1234']);
});

t.test('with no room for the rest, each row in lines of its own with all of it', async (t) => {
  for (const language of ['en', 'zh-CN'] as const)
    for (const line of printed(12, language)) t.ok(widthOf(line) <= 24, line);
  t.match(printed(12).join('\n'), /^name: 东方卫视\n {2}count: 5\n {2}more: something long\n {2}half: 2.5\n/);
});
