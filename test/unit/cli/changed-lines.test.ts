// SPDX-License-Identifier: GPL-2.0-or-later
import t from 'tap';
import { changedLines } from '../../../src/cli/changed-lines.js';

const text = (...lines: readonly (string | number)[]) => `${lines.join('\n')}\n`;

t.test('a change shows what goes and what comes, with two lines around it', async (t) => {
  t.same(changedLines(text(1, 2, 3, 4, 5, 6), text(1, 2, 3, 'four', 5, 6)), [
    '  2',
    '  3',
    '- 4',
    '+ four',
    '  5',
    '  6',
  ]);
});

t.test('changes far apart are shown without what lies between', async (t) => {
  const lines = Array.from({ length: 20 }, (_, i) => i);
  const changed = lines.map((n) => (n === 3 || n === 16 ? `${n}!` : n));

  t.same(changedLines(text(...lines), text(...changed)), [
    ...['  1', '  2', '- 3', '+ 3!', '  4', '  5', '  …'],
    ...['  14', '  15', '- 16', '+ 16!', '  17', '  18'],
  ]);
});

t.test('texts that are the same have none; the end of a file without a newline is no line', async (t) => {
  t.same(changedLines('a\nb', 'a\nb'), []);
  t.same(changedLines('a', 'b'), ['- a', '+ b']);
});
